import type { ExecutorContext } from '@nx/devkit';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { buildComponent } from './build-component.ts';

/** The Nx executor: one service project to `dist/component.wasm` and `dist/manifest.json`. */
export default async function componentizeExecutor(_options: object, context: ExecutorContext): Promise<{ success: boolean }> {
  const project = context.projectsConfigurations.projects[context.projectName ?? ''];
  if (project === undefined) throw new Error('componentize runs on a project: nx run <service>:componentize.');
  try {
    const { bytes } = await buildComponent(context.root, join(context.root, project.root));
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    console.log(`${project.root}: ${bytes.length} bytes, sha256 ${hash}…`);
    return { success: true };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { success: false };
  }
}
