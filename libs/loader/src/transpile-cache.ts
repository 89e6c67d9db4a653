/**
 * What the transpiler made of a component, kept under cache/<key>/:
 *
 *   index.json   { "source": <hash>, "cores": [ { "name": <file>, "hash": <hash> } … ] }   canonical JSON
 *   glue.js      the glue
 *   <file>       one core module each
 *
 *   key = hash of everything that the output depends on
 *
 * The index is pinned in modules.lock, and each file in the index, because glue is code that runs in the host.
 */
import { canonicalJson, type ComponentStore, type Digest } from '@esta-logic/kernel-boundary';
import type { GluePin } from './lock.ts';
import { cacheFile, hashOf, isHash } from './module-files.ts';
import type { Transpiled } from './toolchain-ports.ts';

interface CacheIndex {
  readonly source: string;
  readonly cores: readonly { readonly name: string; readonly hash: string }[];
}

const CORE_NAME = /^[a-z0-9.]{1,64}\.wasm$/;
const text = new TextEncoder();

/** The key of a list of facts: the component's hash, versions, options. */
export const cacheKey = (digest: Digest, facts: readonly unknown[]): string =>
  hashOf(digest, text.encode(canonicalJson(facts)));

/** Writes the files, the index last, and returns its pin. */
export async function writeCache(
  store: ComponentStore,
  digest: Digest,
  key: string,
  { source, cores }: Transpiled,
): Promise<GluePin> {
  const glue = text.encode(source);
  await store.write(cacheFile(key, 'glue.js'), glue);
  for (const { name, bytes } of cores) await store.write(cacheFile(key, name), bytes);
  const index: CacheIndex = {
    source: hashOf(digest, glue),
    cores: cores.map(({ name, bytes }) => ({ name, hash: hashOf(digest, bytes) })),
  };
  const indexBytes = text.encode(canonicalJson(index));
  await store.write(cacheFile(key, 'index.json'), indexBytes);
  return { key, hash: hashOf(digest, indexBytes) };
}

/** The cached output, or undefined when any of it is missing or not what was pinned: then it is made anew. */
export async function readCache(store: ComponentStore, digest: Digest, pin: GluePin): Promise<Transpiled | undefined> {
  const read = async (name: string, hash: string): Promise<Uint8Array | undefined> => {
    const bytes = await store.read(cacheFile(pin.key, name));
    return bytes !== undefined && hashOf(digest, bytes) === hash ? bytes : undefined;
  };
  const indexBytes = await read('index.json', pin.hash);
  const index = indexBytes && decodeIndex(indexBytes);
  const glue = index && (await read('glue.js', index.source));
  if (!index || !glue) return undefined;
  const cores: { name: string; bytes: Uint8Array }[] = [];
  for (const { name, hash } of index.cores) {
    const bytes = await read(name, hash);
    if (!bytes) return undefined;
    cores.push({ name, bytes });
  }
  return { source: new TextDecoder().decode(glue), cores };
}

function decodeIndex(bytes: Uint8Array): CacheIndex | undefined {
  const index = JSON.parse(new TextDecoder().decode(bytes)) as CacheIndex;
  const sound = isHash(index.source) && index.cores.every(({ name, hash }) => CORE_NAME.test(name) && isHash(hash));
  return sound ? index : undefined;
}
