import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledComponents } from '@esta-logic/backend';
import type { Digest } from '@esta-logic/kernel-boundary';

/** Finds a component by its hash: in a directory of `.wasm` files, then among the services shipped with esta. */
export function componentFinder(
  digest: Digest,
  directory: string | undefined,
): (hash: string) => Promise<Uint8Array | undefined> {
  return async (hash) => {
    for await (const component of candidates(directory))
      if (`blake3-${digest.blake3(component)}` === hash) return component;
    return undefined;
  };
}

async function* candidates(directory: string | undefined): AsyncGenerator<Uint8Array> {
  if (directory !== undefined) {
    const names = await readdir(directory, { recursive: true });
    for (const name of names.filter((file) => file.endsWith('.wasm')).sort())
      yield new Uint8Array(await readFile(join(directory, name)));
  }
  yield* bundledComponents();
}
