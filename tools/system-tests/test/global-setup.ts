import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ended, launch } from './esta-process.ts';
import { BUILT_PAGE, unbuilt, WORKSPACE } from './workspace.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data directory in which the services are installed and nothing else has happened. */
    readonly template: string;
  }
}

/** Builds the components and the web page through Nx where they are missing, and one data directory that the tests copy. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  if (unbuilt().length > 0 || !existsSync(BUILT_PAGE)) build();
  const folder = mkdtempSync(join(tmpdir(), 'esta-system-'));
  const template = join(folder, 'template');
  const { code, err } = await ended(launch(['modules', '--data', template]));
  if (code !== 0) throw new Error(`esta could not open an empty data directory: ${err}`);
  provide('template', template);
  return () => rmSync(folder, { recursive: true, force: true });
}

function build(): void {
  const nx = join(WORKSPACE, 'node_modules/nx/dist/bin/nx.js');
  const { status } = spawnSync(
    process.execPath,
    [nx, 'run-many', '-t', 'componentize,bundle', '--outputStyle=static'],
    {
      cwd: WORKSPACE,
      stdio: 'inherit',
    },
  );
  if (status !== 0 || unbuilt().length > 0)
    throw new Error(`These services could not be built: ${unbuilt().join(', ')}.`);
}
