import { listPackages } from '@esta-logic/tool-boundaries';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Whether one app must be built again because of what changed since the base. */
export interface Decision {
  readonly app: string;
  readonly rebuild: boolean;
}

/** Asks turbo-ignore for every app of the workspace at `root`. `base` is a git revision. */
export function decide(root: string, base: string): Decision[] {
  const apps = listPackages(root).filter((one) => one.folder.startsWith('apps/'));
  return apps.map(({ folder, name }) => ({ app: folder, rebuild: mustRebuild(root, folder, name, base) }));
}

/** turbo-ignore exits with 0 to skip a deployment and with 1 to build it; anything else is a failure. */
function mustRebuild(root: string, folder: string, name: string, base: string): boolean {
  const ignore = join(root, 'node_modules/turbo-ignore/dist/cli.js');
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  const args = [ignore, name, `--fallback=${base}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: join(root, folder),
    encoding: 'utf8',
    env,
  });
  if (status === 0 || status === 1) return status === 1;
  throw new Error(`turbo-ignore failed for ${folder}: ${stdout}${stderr}`);
}
