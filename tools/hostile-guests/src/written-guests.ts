import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FOLDER, ROOT } from './folders.ts';
import type { GuestModule } from './guest-module.ts';

const BUILDER = join(ROOT, 'tools/nx-plugin/src/componentize/main.ts');
const run = promisify(execFile);

/** Builds the service guests/<name> as `nx componentize` builds a service: the same sources give the same bytes. */
export async function writtenGuest(name: string): Promise<GuestModule> {
  const folder = join(FOLDER, 'guests', name);
  await run(process.execPath, ['--conditions=@esta-logic/source', BUILDER, ROOT, folder]);
  const [manifest, bytes] = await Promise.all([
    readFile(join(folder, 'dist/manifest.json'), 'utf8'),
    readFile(join(folder, 'dist/component.wasm')),
  ]);
  return { manifest: JSON.parse(manifest) as unknown, bytes: new Uint8Array(bytes) };
}
