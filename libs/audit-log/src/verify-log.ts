import type { Eventual, StoredEntry } from '@esta-logic/kernel-boundary';
import { decodeHead, type StoredHead } from './head.ts';
import { toHex } from './hex.ts';
import type { LogKeys, LogReader } from './log-keys.ts';
import { leafHash, type CompactRange, type Sha256 } from './merkle.ts';
import type { LogHead } from './open-log.ts';
import { NO_RECORD_BEFORE, problemOfRecord, type AuditRecord, type CrankLogRecord } from './record.ts';
import { createSalts, decodeSecret, type SaltPart, type Salts } from './salts.ts';
import { TileCheck } from './tile-check.ts';
import { GrowingTiles, GrowingTree } from './tiles.ts';

export interface VerifyOptions {
  readonly store: LogReader;
  readonly digest: Sha256;
  readonly keys: LogKeys;
  /** A head that was kept elsewhere: the log must begin with exactly those records. Without one, a log rewritten from end to end, or cut back with its head, verifies. */
  readonly trusted?: LogHead;
  /** Records per page (1,000). */
  readonly pageSize?: number;
  /** What is wrong with what a crank left beside the log, as the rest of a sentence (`JournalCheck` of `@esta-logic/journal`). */
  readonly crank?: (
    crank: CrankLogRecord,
    commit: (part: SaltPart, text: string) => string,
  ) => Eventual<string | undefined>;
  /** Called between pages, so that a long log does not hold up the host. */
  readonly turn?: () => Promise<void>;
}

/** What is wrong: a record (`changed`, `missing`, `added`, `moved`), what is stored beside the records, or the whole beside a head kept elsewhere. */
export type LogProblemKind =
  'changed' | 'missing' | 'added' | 'moved' | 'head' | 'secret' | 'tile' | 'journal' | 'state' | 'rewritten';

export interface LogProblem {
  /** The record that is wrong; for a problem of the head, the number of records. */
  readonly seq: number;
  readonly kind: LogProblemKind;
  /** A sentence. */
  readonly what: string;
}

export interface LogReport {
  readonly ok: boolean;
  /** How many records hold, from the first on: all of them, or those that an unbroken link behind them confirms. */
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

const tileProblem = ({ key, records }: { readonly key: string; readonly records: number }): LogProblem =>
  problem(records, 'tile', `The tile under ${JSON.stringify(key)} does not hold the hashes of the records.`);

class LogWalk {
  readonly #tree: GrowingTree;
  readonly #tiles: TileCheck;
  #salts: Salts | undefined;
  /** Those that were not looked at yet. */
  readonly #cranks: CrankLogRecord[] = [];
  /** How many records the link behind them confirmed. */
  confirmed = 0;
  readonly #options: VerifyOptions;
  #head: StoredHead | undefined;
  /** Leaf hash of the record read last. */
  #last = NO_RECORD_BEFORE;
  /** A record whose `prev` did not match: it or the one before it was changed, and the next link tells which. */
  #doubt: number | undefined;

  constructor(options: VerifyOptions) {
    this.#options = options;
    this.#tree = new GrowingTree(options.digest, new GrowingTiles(options.keys.tile));
    this.#tiles = new TileCheck(options.store);
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
        const wrong = (await this.#beyondHead()) ?? this.#take(entry);
        if (wrong !== undefined) return wrong;
      }
      if (page.length < pageSize)
        return this.#finish() ?? (await this.#wrongCrank(Infinity)) ?? (await this.#tilesAtEnd());
      const wrongCrank = await this.#wrongCrank(this.confirmed);
      if (wrongCrank !== undefined) return wrongCrank;
      const wrongTile = await this.#tiles.wrongFull(this.confirmed);
      if (wrongTile !== undefined) return tileProblem(wrongTile);
      from = `${(page[page.length - 1] as StoredEntry).key}\u0000`;
      await turn?.();
    }
  }

  async #readHead(): Promise<LogProblem | undefined> {
    const text = await this.#options.store.get(this.#options.keys.head);
    this.#head = text === undefined ? undefined : decodeHead(text);
    if (text === undefined) return undefined;
    if (this.#head === undefined) return problem(this.range.size, 'head', 'The head of the log is damaged.');
    return this.#salts === undefined ? this.#readSecret() : undefined;
  }

  async #readSecret(): Promise<LogProblem | undefined> {
    const { store, keys, digest } = this.#options;
    const text = await store.get(keys.secret);
    const secret = text === undefined ? undefined : decodeSecret(digest, text);
    if (secret === undefined)
      return problem(0, 'secret', `The secret of the log is ${text === undefined ? 'missing' : 'damaged'}.`);
    this.#salts = createSalts(digest, secret);
    return undefined;
  }

  /** A record past the head is an added one, unless the log has grown since the head was read. */
  async #beyondHead(): Promise<LogProblem | undefined> {
    if (this.range.size < (this.#head?.size ?? 0)) return undefined;
    const damaged = await this.#readHead();
    if (damaged !== undefined || this.range.size < (this.#head?.size ?? 0)) return damaged;
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
    if (damage !== undefined) return this.#doubted(false) ?? this.#changed(seq, damage);
    const record = JSON.parse(value) as AuditRecord;
    if (record.seq !== seq)
      return (
        this.#doubted(false) ??
        problem(seq, 'moved', `Record ${seq} is another's: it was written as record ${record.seq}.`)
      );
    const linked = record.prev === this.#last;
    const settled = this.#doubted(linked);
    if (settled !== undefined) return settled;
    if (!linked && seq === 0) return this.#changed(0, 'its link must be zeros');
    if (linked) this.confirmed = seq;
    else this.#doubt = seq;
    const leaf = leafHash(this.#options.digest, (this.#salts as Salts).commit(seq, 'record', value));
    this.#last = toHex(leaf);
    this.#tiles.expect(this.#tree.append(leaf, this.#last).tiles, seq + 1);
    if (record.kind === 'crank' && this.#options.crank) this.#cranks.push(record);
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

  /** With the next link known, a doubt becomes a name: an intact record that does not fit its predecessor accuses the predecessor. */
  #doubted(nextLinkHolds: boolean): LogProblem | undefined {
    if (this.#doubt === undefined) return undefined;
    return this.#changed(nextLinkHolds ? this.#doubt - 1 : this.#doubt);
  }

  #changed(seq: number, damage = 'it does not match the link to it'): LogProblem {
    return problem(seq, 'changed', `Record ${seq} was changed: ${damage}.`);
  }

  #finish(): LogProblem | undefined {
    const head = this.#head;
    const seq = this.range.size;
    if (head === undefined) return this.#trustedBeyondEnd();
    const lastHolds = head.last === this.#last;
    if (seq < head.size)
      return (
        this.#doubted(false) ??
        problem(seq, 'missing', `Record ${seq} is missing: the head counts ${head.size} records.`)
      );
    const rootsHold = this.range.roots.every((root, i) => toHex(root) === head.roots[i]);
    if (this.#doubt !== undefined) return this.#doubted(lastHolds);
    if (lastHolds && rootsHold) return this.#trustedBeyondEnd();
    if (lastHolds || rootsHold) return problem(seq, 'head', 'The head of the log does not match its records.');
    return this.#changed(seq - 1, 'it does not match the head');
  }

  /** Cranks are looked at once the link behind them holds: only then is it certain that not the log was changed. */
  async #wrongCrank(confirmed: number): Promise<LogProblem | undefined> {
    const salts = this.#salts as Salts;
    const due = this.#cranks.filter(({ seq }) => seq < confirmed);
    this.#cranks.splice(0, due.length);
    for (const crank of due) {
      const what = await this.#options.crank?.(crank, (part, text) => toHex(salts.commit(crank.seq, part, text)));
      if (what !== undefined) return problem(crank.seq, 'journal', `Of the crank in record ${crank.seq}, ${what}.`);
    }
    return undefined;
  }

  async #tilesAtEnd(): Promise<LogProblem | undefined> {
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
