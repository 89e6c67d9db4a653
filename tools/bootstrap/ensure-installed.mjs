// Plain JavaScript for Node 20: the first thing that `npm start` and `npm test` run, before anything is installed.
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled, npmVersion, versionProblem, writeStamp } from './install-state.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const problem = versionProblem({ node: process.versions.node, npm: npmVersion(process.env.npm_config_user_agent) });

if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else if (!isInstalled(root)) {
  process.exitCode = install();
}

/** Installs exactly what the lock file names. Returns the exit code. */
function install() {
  console.error('Installing what package-lock.json names (npm ci); this takes a minute the first time.');
  const shell = process.platform === 'win32';
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell,
    env: environment(),
  });
  if (status !== 0) {
    console.error('npm ci failed: see its message above, put it right, then run this again.');
    return 1;
  }
  writeStamp(root);
  return 0;
}

/** npm must not run on the Node inside `node_modules`: it is about to be replaced. */
function environment() {
  const own = `${sep}node_modules${sep}`;
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes(own));
  return { ...process.env, PATH: path.join(delimiter) };
}
