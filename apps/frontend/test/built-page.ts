import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * The page as it is shipped, built into a folder of its own so that a running server keeps its files.
 * A process of its own, because the test runner sets NODE_ENV, which would give another page.
 */
export async function buildPage(): Promise<{ dist: string; remove: () => void }> {
  const dist = mkdtempSync(join(tmpdir(), 'frontend-dist-'));
  const vite = join(dirname(fileURLToPath(import.meta.resolve('vite/package.json'))), 'bin/vite.js');
  const { NODE_ENV: _, ...env } = process.env;
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', dist, '--logLevel', 'error'], {
    cwd: join(import.meta.dirname, '..'),
    env,
  });
  return { dist, remove: () => rmSync(dist, { recursive: true, force: true }) };
}
