import type { ExecutorContext } from '@nx/devkit';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/**
 * The Nx executor: one service project to `dist/component.wasm` and `dist/manifest.json`. A process of its own reads the
 * sources of the SDK without a build; Nx's own process does not know the condition that leads to them.
 */
export default async function componentizeExecutor(
  _options: object,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const project = context.projectsConfigurations.projects[context.projectName ?? ''];
  if (project === undefined) throw new Error('componentize runs on a project: nx run <service>:componentize.');
  const args = ['--conditions=@esta-logic/source', main, context.root, join(context.root, project.root)];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  return { success: status === 0 };
}
