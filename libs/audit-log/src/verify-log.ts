import type { Digest, Eventual, StoredEntry } from '@esta-logic/kernel-boundary';
import { decodeHead, type StoredHead } from './head.ts';
import { hashesIn, toHex } from './hex.ts';
import { LeafCheck } from './leaf-check.ts';
import type { LogKeys, LogReader } from './log-keys.ts';
import { leafOfRecord, type CompactRange } from './merkle.ts';
import type { LogHead } from './open-log.ts';
import { decodeWrites, type ListedWrite } from './other-writes.ts';
import { problemOfRecord, type AuditRecord, type CrankLogRecord } from './record.ts';
import { TileCheck, type WrongTile } from './tile-check.ts';
import { TILE_WIDTH } from './tile-text.ts';
import { GrowingTree } from './tiles.ts';

export interface VerifyOptions {
  readonly store: LogReader;
  readonly digest: Pick<Digest, 'sha256' | 'sha256Hex'>;
  readonly keys: LogKeys;
  /** A head that was kept elsewhere: the log must begin with exactly those records. Without one, a log rewritten from end to end, or cut back with its head, verifies. */
  readonly trusted?: LogHead;
  /** Records per page (1,000). */
  readonly pageSize?: number;
  /** What is wrong with what a crank left beside the log, as the rest of a sentence (`JournalCheck` of `@esta-logic/journal`). */
  readonly crank?: (crank: CrankLogRecord) => Eventual<string | undefined>;
  /** Told of the list of other writes of each record that has one, in order. */
  readonly writes?: (seq: number, writes: readonly ListedWrite[]) => void;
  /** Called between pages, so that a long log does not hold up the host. */
  readonly turn?: () => Promise<void>;
}

/** What is wrong: a record (`changed`, `missing`, `added`, `moved`), what is stored beside the records, or the whole beside a head kept elsewhere. */
export type LogProblemKind =
  'changed' | 'missing' | 'added' | 'moved' | 'head' | 'tile' | 'writes' | 'journal' | 'state' | 'rewritten';

export interface LogProblem {
  /** The record that is wrong; for a problem of the head or of a tile, the first record that it does not hold for. */
  readonly seq: number;
  readonly kind: LogProblemKind;
  /** A sentence. */
  readonly what: string;
}

export interface LogReport {
  readonly ok: boolean;
  /** How many records hold, from the first on: all of them, or those before the problem that the stored tree confirms. */
  readonly entries: number;
  /** RFC 6962 root of all records read. */
  readonly head: string;
  readonly problem?: LogProblem;
}

/** Reads the whole log in pages and names the first record that is not as it was written. */
export async function verifyLog(options: VerifyOptions): Promise<LogReport> {
  const walk = new LogWalk(options);
  const problem = await walk.run();
  const head = toHex(walk.range.root());
  return problem === undefined
    ? { ok: true, entries: walk.range.size, head }
    : { ok: false, entries: Math.min(problem.seq, walk.confirmed), head, problem };
}

const problem = (seq: number, kind: LogProblemKind, what: string): LogProblem => ({ seq, kind, what });

const tileProblem = ({ key, seq }: WrongTile): LogProblem =>
  problem(seq, 'tile', `The tile under ${JSON.stringify(key)} does not hold the hashes of the records.`);

class LogWalk {
  readonly #options: VerifyOptions;
  readonly #tree: GrowingTree;
  readonly #leaves: LeafCheck;
  readonly #tiles: TileCheck;
  #head: StoredHead | undefined;
  /** Of the tile that is being read: the leaves of its records, and those records beside which something is stored. */
  #unchecked: { leaves: string[]; records: AuditRecord[] } = { leaves: [], records: [] };
  /** How many records have the leaves that the stored tree has. */
  confirmed = 0;

  constructor(options: VerifyOptions) {
    const { digest, keys, store } = options;
    this.#options = options;
    this.#tree = new GrowingTree(digest, keys.tile);
    this.#leaves = new LeafCheck(store, keys, digest);
    this.#tiles = new TileCheck(store);
  }

  get range(): CompactRange {
    return this.#tree.range;
  }

  async run(): Promise<LogProblem | undefined> {
    const { keys, store, pageSize = 1000, turn } = this.#options;
    const found = (await this.#readHead()) ?? this.#checkTrusted();
    if (found !== undefined) return found;
    for (let from = keys.records.from; ;) {
      const page = await store.scan({ from, to: keys.records.to, limit: pageSize });
      for (const entry of page) {
        const wrong = (await this.#beyondHead()) ?? this.#take(entry) ?? (await this.#checkFullTile());
        // What came before it is looked at first: a record that is changed there is the first that is wrong.
        if (wrong !== undefined) return (await this.#checkTile()) ?? wrong;
      }
      if (page.length < pageSize) return (await this.#checkTile()) ?? this.#checkHead() ?? (await this.#checkTiles());
      from = `${(page[page.length - 1] as StoredEntry).key}\u0000`;
      await turn?.();
    }
  }

  async #readHead(): Promise<LogProblem | undefined> {
    const text = await this.#options.store.get(this.#options.keys.head);
    this.#head = text === undefined ? undefined : decodeHead(text);
    return text === undefined || this.#head !== undefined
      ? undefined
      : problem(this.range.size, 'head', 'The head of the log is damaged.');
  }

  /** A record past the head is an added one, unless the log has grown since the head was read. */
  async #beyondHead(): Promise<LogProblem | undefined> {
    if (this.range.size < (this.#head?.size ?? 0)) return undefined;
    const before = this.#head;
    const damaged = await this.#readHead();
    if (damaged !== undefined || this.range.size < (this.#head?.size ?? 0)) return damaged;
    this.#head = before;
    const seq = this.range.size;
    return this.#head === undefined && seq === 0
      ? problem(0, 'head', 'The log has records and no head.')
      : problem(seq, 'added', `Record ${seq} was added: the head counts ${seq} records.`);
  }

  #take({ key, value }: StoredEntry): LogProblem | undefined {
    const seq = this.range.size;
    const misplaced = this.#misplaced(key, seq);
    if (misplaced !== undefined) return misplaced;
    const damage = problemOfRecord(value);
    if (damage !== undefined) return problem(seq, 'changed', `Record ${seq} was changed: ${damage}.`);
    const record = JSON.parse(value) as AuditRecord;
    if (record.seq !== seq)
      return problem(seq, 'moved', `Record ${seq} is another's: it was written as record ${record.seq}.`);
    const leaf = leafOfRecord(this.#options.digest, value);
    const hex = toHex(leaf);
    this.#tiles.expect(this.#tree.append(leaf, hex));
    this.#unchecked.leaves.push(hex);
    if (record.kind === 'crank' || record.writes !== undefined) this.#unchecked.records.push(record);
    return this.#checkTrusted();
  }

  #misplaced(key: string, seq: number): LogProblem | undefined {
    const { keys } = this.#options;
    const expected = keys.record(seq);
    if (key === expected) return undefined;
    const gap = key > expected && /^\d+$/.test(key.slice(keys.records.from.length)) && key.length === expected.length;
    return gap
      ? problem(seq, 'missing', `Record ${seq} is missing.`)
      : problem(seq, 'added', `The key ${JSON.stringify(key)} before record ${seq} is no record of this log.`);
  }

  async #checkFullTile(): Promise<LogProblem | undefined> {
    return this.#unchecked.leaves.length < TILE_WIDTH ? undefined : this.#checkTile();
  }

  /** Compares the records since the last full tile with the stored tree, and then what is stored beside them with them. */
  async #checkTile(): Promise<LogProblem | undefined> {
    const { leaves, records } = this.#unchecked;
    if (leaves.length === 0) return undefined;
    this.#unchecked = { leaves: [], records: [] };
    const first = this.range.size - leaves.length;
    const n = Math.floor(first / TILE_WIDTH);
    const key = this.#options.keys.tile(0, n);
    const mismatch = await this.#leaves.mismatch(n, leaves, this.#head as StoredHead);
    this.confirmed = first + (mismatch?.at ?? leaves.length);
    if (mismatch?.storedHold === false) return tileProblem({ key, seq: this.confirmed });
    const isWhole = mismatch === undefined && leaves.length === TILE_WIDTH;
    const wrongTile = isWhole ? await this.#tiles.wrongFull(key) : undefined;
    if (wrongTile !== undefined) return tileProblem(wrongTile);
    const wrong = await this.#checkBeside(records);
    if (wrong !== undefined || mismatch === undefined) return wrong;
    return problem(
      this.confirmed,
      'changed',
      `Record ${this.confirmed} was changed: it does not have the hash that the log has of it.`,
    );
  }

  /** Only once a record is known to be right does it tell what must be beside it. */
  async #checkBeside(records: readonly AuditRecord[]): Promise<LogProblem | undefined> {
    for (const record of records) {
      if (record.seq >= this.confirmed) return undefined;
      const what = record.kind === 'crank' ? await this.#options.crank?.(record) : undefined;
      if (what !== undefined) return problem(record.seq, 'journal', `Of the crank in record ${record.seq}, ${what}.`);
      const wrong = record.writes === undefined ? undefined : await this.#checkWrites(record.seq, record.writes);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }

  async #checkWrites(seq: number, hash: string): Promise<LogProblem | undefined> {
    const { store, keys, digest, writes } = this.#options;
    const text = await store.get(keys.writes(seq));
    if (text === undefined) return problem(seq, 'writes', `The list of what else record ${seq} wrote is missing.`);
    const list = digest.sha256Hex(text) === hash ? decodeWrites(text) : undefined;
    if (list === undefined) return problem(seq, 'writes', `The list of what else record ${seq} wrote was changed.`);
    writes?.(seq, list);
    return undefined;
  }

  /** Every record was read: is that what the head counts? */
  #checkHead(): LogProblem | undefined {
    const seq = this.range.size;
    if (this.#head === undefined) return this.#trustedBeyondEnd();
    const { size, roots } = this.#head;
    if (seq < size) return problem(seq, 'missing', `Record ${seq} is missing: the head counts ${size} records.`);
    let from = 0;
    for (const [i, root] of hashesIn(roots).entries()) {
      if (toHex(this.range.roots[i] as Uint8Array) !== root)
        return problem(from, 'head', 'The head of the log does not match its records.');
      from += largestPower(seq - from);
    }
    return this.#trustedBeyondEnd();
  }

  async #checkTiles(): Promise<LogProblem | undefined> {
    const damaged = await this.#readHead();
    if (damaged !== undefined) return damaged;
    const wrong = await this.#tiles.wrongAtEnd((this.#head?.size ?? 0) > this.range.size);
    return wrong && tileProblem(wrong);
  }

  #checkTrusted(): LogProblem | undefined {
    const { trusted } = this.#options;
    if (trusted === undefined || trusted.size !== this.range.size || toHex(this.range.root()) === trusted.root)
      return undefined;
    return problem(
      trusted.size,
      'rewritten',
      `The first ${trusted.size} records are not those that the trusted head stands for.`,
    );
  }

  #trustedBeyondEnd(): LogProblem | undefined {
    const { trusted } = this.#options;
    if (trusted === undefined || trusted.size <= this.range.size) return undefined;
    return problem(
      this.range.size,
      'rewritten',
      `The log was cut back: it has ${this.range.size} records and the trusted head stands for ${trusted.size}.`,
    );
  }
}

/** The largest power of two that is not larger than n (at least 1). */
function largestPower(n: number): number {
  let power = 1;
  while (power * 2 <= n) power *= 2;
  return power;
}
