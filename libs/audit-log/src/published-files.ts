import { fail, KernelError, ok, type Result } from '@esta-logic/kernel-boundary';
import { HASH_BYTES, putHex } from './hex.ts';
import type { ProveOptions } from './prove.ts';
import type { PublishedTile } from './published-layout.ts';
import { StoredTree } from './stored-tree.ts';
import { TILE_WIDTH } from './tile-text.ts';
import { widthOf } from './tiles.ts';

/** An entry has its length before it: 2 bytes, big-endian. */
const LENGTH_BYTES = 2;

/** The bytes of one published tile of a stored log. Faults: not-found (the log has no such tile), log-broken. */
export async function readPublished(log: ProveOptions, tile: PublishedTile): Promise<Result<Uint8Array>> {
  try {
    const tree = await StoredTree.open(log.store, log.keys, log.digest);
    const last = tile.n * TILE_WIDTH + tile.width;
    if (last > widthOf(tile.level === 'entries' ? 0 : tile.level, tree.size))
      return fail('not-found', `The log of ${tree.size} records has no such tile.`);
    return tile.level === 'entries'
      ? await readEntries(log, tile)
      : ok(await tree.hashes(tile.level, tile.n, tile.width));
  } catch (cause) {
    if (cause instanceof KernelError) return { ok: false, fault: cause.fault };
    throw cause;
  }
}

async function readEntries(log: ProveOptions, { n, width }: PublishedTile): Promise<Result<Uint8Array>> {
  const first = n * TILE_WIDTH;
  const records = await log.store.scan({ from: log.keys.record(first), to: log.keys.records.to, limit: width });
  if (records.length < width)
    return fail(
      'log-broken',
      `Of the records from ${first} on, ${width} are needed and ${records.length} are there; verify the log.`,
    );
  const bytes = new Uint8Array(width * (LENGTH_BYTES + HASH_BYTES));
  records.forEach(({ value }, i) => {
    const at = i * (LENGTH_BYTES + HASH_BYTES);
    bytes[at + 1] = HASH_BYTES;
    putHex(log.digest.sha256Hex(value), bytes, at + LENGTH_BYTES);
  });
  return ok(bytes);
}

/** The entries of a bundle; undefined when its bytes are not `width` entries. */
export function entriesOf(bundle: Uint8Array, width: number): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at + LENGTH_BYTES <= bundle.length) {
    const length = (bundle[at] as number) * 256 + (bundle[at + 1] as number);
    const entry = bundle.subarray(at + LENGTH_BYTES, at + LENGTH_BYTES + length);
    if (entry.length < length) return undefined;
    entries.push(entry);
    at += LENGTH_BYTES + length;
  }
  return at === bundle.length && entries.length === width ? entries : undefined;
}
