import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { workspaceRoot } from '@esta-logic/tool-boundaries';

const echo = join(workspaceRoot, 'tools/nx-plugin/test/echo-service');

/** A workspace somewhere else with what a component is built of and the echo service in `services/echo`. */
export function scratchWorkspace(): { root: string; service: string } {
  const root = mkdtempSync(join(tmpdir(), 'componentize-test-'));
  for (const lib of ['kernel-boundary', 'service-sdk']) {
    copy(join(workspaceRoot, 'libs', lib), join(root, 'libs', lib));
    mkdirSync(join(root, 'node_modules/@esta-logic'), { recursive: true });
    symlinkSync(join(root, 'libs', lib), join(root, 'node_modules/@esta-logic', lib));
  }
  const service = join(root, 'services/echo');
  copy(echo, service);
  return { root, service };
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, {
    recursive: true,
    filter: (path) => !['node_modules', 'dist', 'reports'].includes(basename(path)),
  });
  if (!existsSync(to)) throw new Error(`${from} was not copied.`);
}
