import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const FOLDER = join(import.meta.dirname, '..');
const ROOT = join(FOLDER, '../..');
const BUILDER = join(ROOT, 'tools/nx-plugin/src/componentize/main.ts');
const run = promisify(execFile);

/** Builds the service guests/<name> as `nx componentize` builds a service. */
export async function writtenGuest(name: string): Promise<{ readonly manifest: unknown; readonly bytes: Uint8Array }> {
  const folder = join(FOLDER, 'guests', name);
  await run(process.execPath, ['--conditions=@esta-logic/source', BUILDER, ROOT, folder]);
  const [manifest, bytes] = await Promise.all([
    readFile(join(folder, 'dist/manifest.json'), 'utf8'),
    readFile(join(folder, 'dist/component.wasm')),
  ]);
  return { manifest: JSON.parse(manifest) as unknown, bytes: new Uint8Array(bytes) };
}
