import { listPackages, workspaceRoot } from '@esta-logic/tool-boundaries';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export interface Ran {
  readonly status: number | null;
  /** Standard output and standard error, one after the other. */
  readonly output: string;
}

/** A copy of the workspace that a test may change; `remove` deletes it. */
export interface ScratchWorkspace {
  readonly root: string;
  /** Runs a command of `node_modules/.bin` (or git) in the copy. */
  run(command: string, ...args: string[]): Ran;
  /** Commits everything in the copy. */
  commit(message: string): void;
  /** Links the packages of the copy into its `node_modules`, as npm does; needed again after one was added. */
  link(): void;
  remove(): void;
}

/**
 * Copies every file that git tracks or would track into a new folder. Third-party packages are links to those of the
 * workspace; packages of the workspace are links to the copies.
 */
export function copyWorkspace(): ScratchWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'scratch-workspace-'));
  copyFiles(root);
  linkThirdParties(root);
  const run = (command: string, ...args: string[]) => runIn(root, command, args);
  const scratch = {
    root,
    run,
    commit: (message: string) => commitAll(root, message),
    link: () => linkPackages(root),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  scratch.link();
  execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: root });
  scratch.commit('The workspace as it is');
  return scratch;
}

function copyFiles(root: string): void {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', args, { cwd: workspaceRoot, encoding: 'utf8', maxBuffer: 1 << 26 });
  for (const file of new Set(files.split('\0').filter((one) => one !== ''))) {
    const from = join(workspaceRoot, file);
    if (!existsSync(from)) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    copyFileSync(from, join(root, file));
  }
}

function linkThirdParties(root: string): void {
  const from = join(workspaceRoot, 'node_modules');
  mkdirSync(join(root, 'node_modules'));
  for (const entry of readdirSync(from)) {
    if (entry === '@esta-logic' || entry.startsWith('.package-lock') || entry === '.cache') continue;
    symlinkSync(join(from, entry), join(root, 'node_modules', entry));
  }
}

/** Also the packages that npm put beside one package only, because two versions are in use. */
function linkPackages(root: string): void {
  const scope = join(root, 'node_modules/@esta-logic');
  rmSync(scope, { recursive: true, force: true });
  mkdirSync(scope);
  for (const { name, folder } of listPackages(root)) {
    symlinkSync(join(root, folder), join(scope, name.replace('@esta-logic/', '')));
    const own = join(workspaceRoot, folder, 'node_modules');
    if (existsSync(own) && !existsSync(join(root, folder, 'node_modules')))
      symlinkSync(own, join(root, folder, 'node_modules'));
  }
}

/** Variables by which an outer Nx or npm would steer the inner one. */
function environment(root: string): NodeJS.ProcessEnv {
  const outer = Object.entries(process.env).filter(([name]) => !/^(NX_|npm_|VITEST|NODE_OPTIONS|INIT_CWD)/u.test(name));
  const path = [join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter);
  return { ...Object.fromEntries(outer), PATH: path, NX_DAEMON: 'false', CI: 'true', NO_COLOR: '1', FORCE_COLOR: '0' };
}

function runIn(root: string, command: string, args: readonly string[]): Ran {
  const options = { cwd: root, encoding: 'utf8', env: environment(root), maxBuffer: 1 << 26 } as const;
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  if (error !== undefined) throw error;
  return { status, output: `${stdout}${stderr}` };
}

function commitAll(root: string, message: string): void {
  const author = ['-c', 'user.name=scratch', '-c', 'user.email=scratch@example.invalid', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['add', '--all'], { cwd: root });
  execFileSync('git', [...author, 'commit', '--quiet', '--allow-empty', '--message', message], { cwd: root });
}
