import { componentize } from 'componentize-qjs';
import { transform } from 'esbuild';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const here = import.meta.dirname;
const cache = join(here, '../../../node_modules/.cache/esta-replay-fixtures');
const witPath = join(here, '../../kernel-boundary/wit');

/** The guest of guest/replay-guest.ts as a component, built once per content; `change` makes another build of it. */
export async function guestComponent(change: (source: string) => string = (source) => source): Promise<Uint8Array> {
  const source = change(await readFile(join(here, 'guest/replay-guest.ts'), 'utf8'));
  const wit = await readFile(join(witPath, 'kernel.wit'), 'utf8');
  const name = createHash('sha256').update(`${source}\0${wit}`).digest('hex');
  const file = join(cache, `${name}.wasm`);
  if (!existsSync(file)) {
    await mkdir(cache, { recursive: true });
    const partial = `${file}.${randomUUID()}`;
    await writeFile(partial, await build(source));
    await rename(partial, file);
  }
  return new Uint8Array(await readFile(file));
}

async function build(source: string): Promise<Uint8Array> {
  const { code } = await transform(source, { loader: 'ts', target: 'es2022' });
  return (await componentize({ witPath, world: 'service', jsSource: code, sync: true, stubWasi: true })).component;
}
