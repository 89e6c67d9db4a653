import type { Eventual, ScanRange, StoredEntry, StoreWrite } from '@esta-logic/kernel-boundary';
import { whenReady } from './eventual.ts';
import type { KeyRange } from './key-grammar.ts';
import { compareKeys, keyAfter } from './key-order.ts';
import type { QuotaLedger, UsageAccount } from './quota.ts';
import type { WriteLayer } from './scan-merge.ts';
import { lowerBound, SortedMap } from './sorted-map.ts';

/**
 * A set of reads and writes that is sealed as one batch or not at all.
 * It reads its own writes, then what was sealed before and is not durable yet, then the provider.
 * Reads throw a KernelError (storage-failed) when the provider or the store has failed.
 */
export interface Transaction {
  get(key: string): Eventual<string | undefined>;
  scan(range: ScanRange): Eventual<readonly StoredEntry[]>;
  put(key: string, value: string): void;
  delete(key: string): void;
  /** Its own writes so far, in the order in which their keys were first written; `null` deletes. */
  writes(): StoreWrite[];
  readonly writeCount: number;
  /** UTF-8 bytes of the keys and values that collections have in it: a key that is written twice counts with its last value. */
  readonly bytesWritten: number;
  /** Gives up: its writes are forgotten. Every transaction ends in `seal` or here; harmless after either. */
  discard(): void;
}

/** What a transaction sees of its store. */
export interface StoreView {
  /** The number of batches sealed so far. */
  sealedSeq(): number;
  /** The value as last sealed. */
  read(key: string): Eventual<string | undefined>;
  scanOver(own: WriteLayer, range: ScanRange): Eventual<readonly StoredEntry[]>;
  ended(tx: StoreTransaction): void;
  readonly ledger: QuotaLedger;
}

export interface ReadRange extends KeyRange {
  readonly seq: number;
}

/** A key that was read. */
interface ReadKey {
  /** The sequence number that was current when it was first read. */
  readonly seq: number;
  /** What that read gave, once it has: reading the key again gives the same, without asking the provider again. */
  found: { readonly value: string | undefined } | undefined;
}

const NO_READS: ReadonlyMap<string, ReadKey> = new Map();
const NO_USAGE: ReadonlyMap<string, UsageAccount> = new Map();

/** @internal The transaction as the store sees it: with what it read and when. */
export class StoreTransaction implements Transaction {
  readonly view: StoreView;
  readonly beganAt: number;
  #reads: Map<string, ReadKey> | undefined;
  readonly ranges: ReadRange[] = [];
  #usage: Map<string, UsageAccount> | undefined;
  #own: WriteLayer | undefined;
  #hasDeleted = false;
  bytesWritten = 0;
  /** Deletions of keys that were not there: nothing is written, but the provider was asked. */
  idleDeletes = 0;
  /** Keys that it had deleted and that its queries went over, each time they did. */
  deletedPassed = 0;
  #open = true;

  constructor(view: StoreView) {
    this.view = view;
    this.beganAt = view.sealedSeq();
  }

  /** What it has written. */
  get own(): WriteLayer {
    return (this.#own ??= new SortedMap());
  }

  /** Keys that it has read. */
  get reads(): ReadonlyMap<string, ReadKey> {
    return this.#reads ?? NO_READS;
  }

  get writeCount(): number {
    return this.#own?.size ?? 0;
  }

  get(key: string): Eventual<string | undefined> {
    this.assertOpen();
    const own = this.#own?.get(key);
    if (own !== undefined) return own.value ?? undefined;
    const read = this.#read(key);
    if (read.found) return read.found.value;
    return whenReady(this.view.read(key), (value) => {
      read.found = { value };
      return value;
    });
  }

  #read(key: string): ReadKey {
    const reads = (this.#reads ??= new Map());
    let read = reads.get(key);
    if (!read) reads.set(key, (read = { seq: this.view.sealedSeq(), found: undefined }));
    return read;
  }

  scan(range: ScanRange): Eventual<readonly StoredEntry[]> {
    this.assertOpen();
    const seq = this.view.sealedSeq();
    return whenReady(this.view.scanOver(this.own, range), (entries) => {
      this.ranges.push({ ...coveredBy(range, entries), seq });
      return entries;
    });
  }

  put(key: string, value: string): void {
    this.assertOpen();
    this.own.set(key, { key, value });
  }

  delete(key: string): void {
    this.assertOpen();
    this.#hasDeleted = true;
    this.own.set(key, { key, value: null });
  }

  /** How many keys of the range it has deleted. */
  deletedIn({ from, to }: KeyRange): number {
    if (!this.#hasDeleted) return 0;
    const keys = this.own.sortedKeys();
    let deleted = 0;
    for (let i = lowerBound(keys, from); i < keys.length && compareKeys(keys[i]!, to) < 0; i++)
      if (this.own.get(keys[i]!)!.value === null) deleted++;
    return deleted;
  }

  writes(): StoreWrite[] {
    return this.#own ? [...this.#own.values()] : [];
  }

  discard(): void {
    if (!this.#open) return;
    this.#open = false;
    this.view.ended(this);
  }

  /** By usage key. */
  get usage(): ReadonlyMap<string, UsageAccount> {
    return this.#usage ?? NO_USAGE;
  }

  /** What this transaction makes a (tenant, service) use; `owner` is its usage key. */
  account(owner: string, tenantId: string, service: string): UsageAccount {
    const usage = (this.#usage ??= new Map());
    const known = usage.get(owner);
    if (known !== undefined) return known;
    const fresh = { tenantId, service, bytes: 0, keys: 0 };
    usage.set(owner, fresh);
    return fresh;
  }

  /** A transaction used after its end is a defect of the caller, not a condition to handle. */
  assertOpen(): void {
    if (!this.#open) throw new Error('This transaction was sealed or discarded already; begin another.');
  }
}

/** What a scan has gone over: the whole range, or up to its last entry when the limit cut it short. */
export function coveredBy({ from, to, limit, reverse }: ScanRange, entries: readonly StoredEntry[]): KeyRange {
  const last = entries[entries.length - 1];
  if (last === undefined || entries.length < limit) return { from, to };
  return reverse === true ? { from: last.key, to } : { from, to: keyAfter(last.key) };
}
