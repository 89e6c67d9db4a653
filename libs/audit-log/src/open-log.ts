import { faultOf, KernelError, type Entropy, type StoreWrite } from '@esta-logic/kernel-boundary';
import { GrowingHead, requireHead, type StoredHead } from './head.ts';
import { fromHex, toHex } from './hex.ts';
import type { LogKeys, LogReader } from './log-keys.ts';
import { leafHash, type Sha256 } from './merkle.ts';
import { encodeRecord, NO_RECORD_BEFORE, type AuditEvent, type AuditRecord } from './record.ts';
import { createSalts, decodeSecret, encodeSecret, SECRET_BYTES, type SaltPart, type Salts } from './salts.ts';
import { edgeHolds, decodeTile, GrowingTiles, GrowingTree, levelsOf, TILE_WIDTH, widthOf } from './tiles.ts';

export interface LogOptions {
  readonly digest: Sha256;
  readonly keys: LogKeys;
  readonly store: LogReader;
  /** For the secret of a log that has no record yet. */
  readonly entropy: Entropy;
}

/** The size and the RFC 6962 root of the whole log: what a checkpoint signs. */
export interface LogHead {
  readonly size: number;
  readonly root: string;
}

export interface Appended {
  /** The number of records before this one. */
  readonly seq: number;
  readonly leafHash: string;
  /** They belong into the batch of what the record is about, so that neither exists without the other. */
  readonly writes: readonly StoreWrite[];
}

export interface AuditLog {
  /**
   * Counts the record in and gives its writes; it stores nothing. Call it when nothing can refuse the batch any more
   * (in the function that `store.seal` takes): a record that was counted and not stored breaks the log.
   * The caller answers for the event's grammar and checks what comes from guests with `problemOfEvent`: on every append
   * that check would cost a tenth of a crank, and verifying the log names a record that is none.
   */
  append(event: AuditEvent): Appended;
  /** The number of records so far, and so the number of the next. */
  readonly size: number;
  /** A commitment for the record that is about to be appended, in hexadecimal: SHA-256(salt || UTF-8 of the text). */
  commit(part: Exclude<SaltPart, 'record'>, text: string): string;
  head(): LogHead;
}

/**
 * Opens a log where it ends, or begins one. It reads the head, the secret and the newest records and tiles, and checks
 * that they belong together: a log that was damaged at its end takes no more records.
 * @throws KernelError log-broken.
 */
export async function openLog({ digest, keys, store, entropy }: LogOptions): Promise<AuditLog> {
  const headText = await store.get(keys.head);
  const head = headText === undefined ? undefined : requireHead(headText);
  const secret = head === undefined ? entropy.bytes(SECRET_BYTES) : await readSecret(digest, keys, store);
  const salts = createSalts(digest, secret);
  const edge = head === undefined ? [] : await readEdge(head, salts, { digest, keys, store });
  const tree = new GrowingTree(
    digest,
    new GrowingTiles(keys.tile, head?.size, edge),
    head?.size,
    head?.roots.map(fromHex),
  );
  const growing = new GrowingHead(head?.last ?? NO_RECORD_BEFORE, head?.roots ?? []);
  const { range } = tree;

  const append = (event: AuditEvent): Appended => {
    const seq = range.size;
    const text = encodeRecord({ ...event, v: 1, seq, prev: growing.last } as AuditRecord);
    const leaf = leafHash(digest, salts.commit(seq, 'record', text));
    const leafHex = toHex(leaf);
    const { kept, tiles } = tree.append(leaf, leafHex);
    growing.grow(kept, toHex(range.roots[kept] as Uint8Array), leafHex);
    const writes: StoreWrite[] = [{ key: keys.record(seq), value: text }];
    if (seq === 0) writes.push({ key: keys.secret, value: encodeSecret(digest, secret) });
    if (tiles.length > 0) writes.push(...tiles);
    writes.push({ key: keys.head, value: growing.encode(range.size) });
    return { seq, leafHash: leafHex, writes };
  };
  return {
    append,
    get size() {
      return range.size;
    },
    commit: (part, text) => toHex(salts.commit(range.size, part, text)),
    head: () => ({ size: range.size, root: toHex(range.root()) }),
  };
}

type StoredLog = Omit<LogOptions, 'entropy'>;

async function readSecret(digest: Sha256, keys: LogKeys, store: LogReader): Promise<Uint8Array> {
  const text = await store.get(keys.secret);
  const secret = text === undefined ? undefined : decodeSecret(digest, text);
  if (secret === undefined) throw broken(`Its secret is ${text === undefined ? 'missing' : 'damaged'}`);
  return secret;
}

/** Of each level the hashes of its unfinished tile: from the newest records at the bottom, from stored tiles above. */
async function readEdge(head: StoredHead, salts: Salts, log: StoredLog): Promise<readonly (readonly string[])[]> {
  const edge: string[][] = [await newestLeaves(head.size, salts, log)];
  for (let level = 1; level < levelsOf(head.size); level++) {
    const width = widthOf(level, head.size);
    const text =
      width % TILE_WIDTH === 0 ? undefined : await log.store.get(log.keys.tile(level, Math.floor(width / TILE_WIDTH)));
    edge.push(text === undefined || decodeTile(text) === undefined ? [] : hashesIn(text));
  }
  if (!edgeHolds(log.digest, edge, head.roots)) throw broken('Its newest records and tiles are not those of its head');
  return edge;
}

const hashesIn = (tile: string): string[] => tile.match(/.{64}/g) ?? [];

async function newestLeaves(size: number, salts: Salts, { digest, keys, store }: StoredLog): Promise<string[]> {
  const first = size - (size % TILE_WIDTH);
  const records = await store.scan({ from: keys.record(first), to: keys.records.to, limit: TILE_WIDTH });
  return records.map(({ value }, i) => toHex(leafHash(digest, salts.commit(first + i, 'record', value))));
}

const broken = (what: string): KernelError =>
  new KernelError(
    faultOf(
      'log-broken',
      `The audit log is damaged: ${what}. Nothing can be recorded behind it; restore the data directory from a backup and compare.`,
    ),
  );
