import { faultOf, KernelError, type Digest, type StoreWrite } from '@esta-logic/kernel-boundary';
import { GrowingHead, requireHead, type StoredHead } from './head.ts';
import { toHex } from './hex.ts';
import type { LogKeys, LogReader } from './log-keys.ts';
import { leafOfRecord } from './merkle.ts';
import { encodeWrites, type ListedWrite } from './other-writes.ts';
import { encodeRecord, type AuditEvent } from './record.ts';
import type { Salts } from './salts.ts';
import { hashesOf, TILE_WIDTH } from './tile-text.ts';
import { GrowingTree, levelsOf, rootsOfEdge, storedDigits, widthOf } from './tiles.ts';

export interface LogOptions {
  readonly digest: Pick<Digest, 'sha256' | 'sha256Hex'>;
  readonly keys: LogKeys;
  readonly store: LogReader;
  readonly salts: Salts;
}

/** The size and the RFC 6962 root of the whole log: what a checkpoint signs. */
export interface LogHead {
  readonly size: number;
  readonly root: string;
}

export interface AuditLog {
  /**
   * Counts the record in and adds its writes to `into`, which it gives back; it stores nothing. They belong into the batch of what the record is
   * about, so that neither exists without the other. Call it when nothing can refuse the batch any more (in the function
   * that `store.seal` takes): a record that was counted and not stored breaks the log.
   * `others`: writes of that batch which nothing else proves (`listWrites`); the record commits to them.
   * The caller answers for the event's grammar and checks what comes from guests with `problemOfEvent`: on every append
   * that check would cost a tenth of a crank, and verifying the log names a record that is none.
   */
  append(event: AuditEvent, others?: readonly ListedWrite[], into?: StoreWrite[]): readonly StoreWrite[];
  /** The number of records so far, and so the number of the next. */
  readonly size: number;
  head(): LogHead;
}

/**
 * Opens a log where it ends, or begins one. It reads the head and the newest records and tiles, and checks that they
 * belong together: a log that was damaged at its end takes no more records.
 * @throws KernelError log-broken.
 */
export async function openLog(options: LogOptions): Promise<AuditLog> {
  const { keys, store, digest } = options;
  const text = await store.get(keys.head);
  if (text === undefined) return new GrowingLog(options, new GrowingTree(digest, keys.tile));
  const head = requireHead(text);
  const edge = await readEdge(head, options);
  const hashes = edge.map((tile, level) => hashesOf(tile, widthOf(level, head.size) % TILE_WIDTH));
  if (!hashes.every((found) => found !== undefined)) throw notOfHead();
  const roots = rootsOfEdge(digest, hashes);
  if (!roots.map(toHex).join('').startsWith(head.roots)) throw notOfHead();
  if (!(await newestHold(hashes[0] as string[], head.size, options))) throw notOfHead();
  return new GrowingLog(options, new GrowingTree(digest, keys.tile, head.size, edge, roots), head);
}

const NO_WRITES: readonly ListedWrite[] = [];

class GrowingLog implements AuditLog {
  readonly #digest: LogOptions['digest'];
  readonly #keys: LogKeys;
  readonly #salts: Salts;
  readonly #tree: GrowingTree;
  readonly #head: GrowingHead;

  constructor({ digest, keys, salts }: LogOptions, tree: GrowingTree, head?: StoredHead) {
    this.#digest = digest;
    this.#keys = keys;
    this.#salts = salts;
    this.#tree = tree;
    this.#head = new GrowingHead(head);
  }

  get size(): number {
    return this.#tree.range.size;
  }

  append(
    event: AuditEvent,
    others: readonly ListedWrite[] = NO_WRITES,
    into: StoreWrite[] = [],
  ): readonly StoreWrite[] {
    const seq = this.size;
    const listed = others.length === 0 ? undefined : this.#list(seq, others, into);
    const text = encodeRecord(event, seq, this.#salts(), listed);
    into.push({ key: this.#keys.record(seq), value: text });
    const leaf = leafOfRecord(this.#digest, text);
    const hex = toHex(leaf);
    for (const tile of this.#tree.append(leaf, hex)) into.push(tile);
    into.push({ key: this.#keys.head, value: this.#head.after(hex, this.#tree.range) });
    return into;
  }

  /** The hash of the list of other writes, which joins `into`. */
  #list(seq: number, others: readonly ListedWrite[], into: StoreWrite[]): string {
    const list = encodeWrites(this.#salts(), others);
    into.push({ key: this.#keys.writes(seq), value: list });
    return this.#digest.sha256Hex(list);
  }

  head(): LogHead {
    const { range } = this.#tree;
    return { size: range.size, root: toHex(range.root()) };
  }
}

type StoredLog = Omit<LogOptions, 'salts'>;

/** Of each level its unfinished tile, as stored; at the bottom the leaves that the head holds follow. */
async function readEdge(head: StoredHead, { store, keys }: StoredLog): Promise<readonly string[]> {
  const edge: string[] = [];
  for (let level = 0; level < levelsOf(head.size); level++) {
    const digits = storedDigits(level, head.size);
    const n = Math.floor(widthOf(level, head.size) / TILE_WIDTH);
    const tile = digits === 0 ? '' : ((await store.get(keys.tile(level, n))) ?? '');
    if (tile.length !== digits) throw notOfHead();
    edge.push(level === 0 ? tile + head.leaves : tile);
  }
  return edge;
}

/** Whether the records of the unfinished tile of level 0 are there, no others behind them, and have these leaves. */
async function newestHold(
  leaves: readonly string[],
  size: number,
  { digest, keys, store }: StoredLog,
): Promise<boolean> {
  const from = keys.record(size - leaves.length);
  const records = await store.scan({ from, to: keys.records.to, limit: TILE_WIDTH });
  return (
    records.length === leaves.length &&
    records.every(({ value }, i) => toHex(leafOfRecord(digest, value)) === leaves[i])
  );
}

const notOfHead = (): KernelError =>
  new KernelError(
    faultOf(
      'log-broken',
      'The audit log is damaged: its newest records and tiles are not those of its head. Nothing can be recorded behind it; restore the data directory from a backup and compare.',
    ),
  );
