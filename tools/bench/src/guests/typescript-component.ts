import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FOLDER, ROOT } from '../folders.ts';

const BUILDER = join(ROOT, 'tools/nx-plugin/src/componentize/main.ts');
const run = promisify(execFile);

/** The component of guests/bench, built as every service is built. */
export async function typescriptComponent(): Promise<Uint8Array> {
  const folder = join(FOLDER, 'guests/bench');
  await run(process.execPath, ['--conditions=@esta-logic/source', BUILDER, ROOT, folder]);
  return new Uint8Array(await readFile(join(folder, 'dist/component.wasm')));
}
