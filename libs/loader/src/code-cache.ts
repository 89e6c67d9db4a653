/**
 * What was made of a component, kept under cache/<key>/:
 *
 *   index.json   { "plan" | "glue": <hash>, "cores": [ { "name": <file>, "hash": <hash> } … ], "resettable": <boolean>,
 *                  "tracked": <boolean> }
 *   plan.json    how the core modules are linked (component/link-plan.ts), or
 *   glue.js      the transpiler's glue
 *   <file>       one core module each
 *
 *   key = hash of everything that the output depends on
 *
 * The index is canonical JSON and pinned in modules.lock, and each file in the index, because all of it is code that
 * runs in the host, or links what does.
 */
import { canonicalJson, type ComponentStore, type Digest } from '@esta-logic/kernel-boundary';
import type { LinkPlan } from './component/link-plan.ts';
import type { GuestCode } from './guest-code.ts';
import type { GluePin } from './lock.ts';
import { cacheFile, hashOf, isHash } from './module-files.ts';

interface CacheIndex {
  readonly plan?: string;
  readonly glue?: string;
  readonly cores: readonly { readonly name: string; readonly hash: string }[];
  readonly resettable: boolean;
  readonly tracked: boolean;
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
  { link, cores, resettable, tracked }: GuestCode,
): Promise<GluePin> {
  const linking = text.encode('glue' in link ? link.glue : canonicalJson(link));
  await store.write(cacheFile(key, 'glue' in link ? 'glue.js' : 'plan.json'), linking);
  for (const { name, bytes } of cores) await store.write(cacheFile(key, name), bytes);
  const index: CacheIndex = {
    ['glue' in link ? 'glue' : 'plan']: hashOf(digest, linking),
    cores: cores.map(({ name, bytes }) => ({ name, hash: hashOf(digest, bytes) })),
    resettable,
    tracked,
  };
  const indexBytes = text.encode(canonicalJson(index));
  await store.write(cacheFile(key, 'index.json'), indexBytes);
  return { key, hash: hashOf(digest, indexBytes) };
}

/** The cached code, or undefined when any of it is missing or not what was pinned: then it is made anew. */
export async function readCache(store: ComponentStore, digest: Digest, pin: GluePin): Promise<GuestCode | undefined> {
  const read = async (name: string, hash: string): Promise<Uint8Array | undefined> => {
    const bytes = await store.read(cacheFile(pin.key, name));
    return bytes !== undefined && hashOf(digest, bytes) === hash ? bytes : undefined;
  };
  const indexBytes = await read('index.json', pin.hash);
  const index = indexBytes && decodeIndex(indexBytes);
  if (!index) return undefined;
  const linking = await (index.plan === undefined ? read('glue.js', index.glue!) : read('plan.json', index.plan));
  if (!linking) return undefined;
  const cores: { name: string; bytes: Uint8Array }[] = [];
  for (const { name, hash } of index.cores) {
    const bytes = await read(name, hash);
    if (!bytes) return undefined;
    cores.push({ name, bytes });
  }
  const linkText = new TextDecoder().decode(linking);
  const link = index.plan === undefined ? { glue: linkText } : (JSON.parse(linkText) as LinkPlan);
  return { link, cores, resettable: index.resettable, tracked: index.tracked };
}

function decodeIndex(bytes: Uint8Array): CacheIndex | undefined {
  const index = JSON.parse(new TextDecoder().decode(bytes)) as CacheIndex;
  const sound =
    isHash(index.plan ?? index.glue) && index.cores.every(({ name, hash }) => CORE_NAME.test(name) && isHash(hash));
  return sound ? index : undefined;
}
