import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CACHE, PEERS } from '../folders.ts';

const FILES = ['package.json', 'package-lock.json', 'load.mjs'] as const;
const run = promisify(execFile);
const INSTALL = [
  'install',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
  // Without a network nobody waits for minutes.
  '--fetch-retries=1',
  '--fetch-retry-mintimeout=1000',
];

/** Where the peers of the present lock are, or will be. */
export function peersFolder(): string {
  const hash = createHash('sha256');
  for (const file of FILES) hash.update(readFileSync(join(PEERS, file)));
  return join(CACHE, `peers-${hash.digest('hex').slice(0, 16)}`);
}

/**
 * Installs the peers as their lock has them, unless they are there; their install scripts do not run. Not `npm ci`: it
 * refuses a lock without the packages of other platforms, which npm does not write into it. Gives why it could not be
 * done, in one line: every peer of a package is absent then, and the measuring goes on without.
 */
export async function installPeers(): Promise<string | undefined> {
  const folder = peersFolder();
  if (existsSync(folder)) return undefined;
  const scratch = `${folder}.new`;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  for (const file of FILES) cpSync(join(PEERS, file), join(scratch, file));
  try {
    await run('npm', [...INSTALL, '--prefix', scratch], { cwd: scratch, env: withoutNpmSettings(process.env) });
  } catch (error) {
    const { stderr = String(error) } = error as { stderr?: string };
    return stderr.split('\n').find((line) => line.startsWith('npm error')) ?? stderr.split('\n', 1)[0]!;
  }
  renameSync(scratch, folder);
  return undefined;
}

/** What `npm run` tells its children about the workspace must not reach an installation outside of it. */
const withoutNpmSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^npm_(config_(local_prefix|workspace|prefix)|package_)/.test(name)),
  );
