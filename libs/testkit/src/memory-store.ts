import {
  faultOf,
  KernelError,
  type Eventual,
  type ScanRange,
  type StorageProvider,
  type StoredEntry,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import { compareUtf8, lowerBound, mergeKeys } from './key-order.ts';
import { seededNumbers } from './seeded-entropy.ts';

/**
 * What goes wrong at the nth commit, counted from 1.
 * `fail`: it is refused and the store lives on. `crash-before`: the process dies and the batch is not there.
 * `crash-after`: the process dies and the batch is there, though nobody was told.
 */
export interface StoreFault {
  readonly commit: number;
  readonly kind: 'fail' | 'crash-before' | 'crash-after';
}

export interface MemoryStoreOptions {
  readonly faults?: readonly StoreFault[];
  /**
   * `sync` (default) answers at once as an embedded store does. `promise` answers some microtasks later as a remote one
   * does, and reads overtake commits that are under way.
   */
  readonly answers?: 'sync' | 'promise';
  readonly entries?: readonly StoredEntry[];
}

export interface MemoryStore extends StorageProvider {
  /** Commits asked for so far. */
  readonly commits: number;
  readonly crashed: boolean;
  readonly closed: boolean;
  /** The process that uses it dies now: it answers no more, and what is committed stays on the disk. */
  crash(): void;
  /** All entries in key order. */
  entries(): readonly StoredEntry[];
  /** A new provider over what is on the disk now; the old one answers no more. */
  reopen(options?: Omit<MemoryStoreOptions, 'entries'>): MemoryStore;
}

/** One fault at one of the first `within` commits, both decided by the seed. */
export function seededFault(seed: number, within: number): StoreFault {
  const next = seededNumbers(seed);
  const kinds = ['fail', 'crash-before', 'crash-after'] as const;
  return { commit: 1 + (next() % within), kind: kinds[next() % kinds.length] as StoreFault['kind'] };
}

/** How many microtasks a remote store takes to answer. */
const READ_ROUNDS = 2;
const COMMIT_ROUNDS = 15;

/** A StorageProvider in memory that fails when told to. */
export function memoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const disk = new MemoryDisk();
  for (const { key, value } of options.entries ?? []) disk.set(key, value);
  return new MemoryProvider(disk, options);
}

class MemoryDisk {
  readonly values = new Map<string, string>();
  #keys: string[] = [];
  #added: string[] = [];

  set(key: string, value: string): void {
    if (!this.values.has(key)) this.#added.push(key);
    this.values.set(key, value);
  }

  delete(key: string): void {
    if (!this.values.delete(key)) return;
    this.#order();
    this.#keys.splice(lowerBound(this.#keys, key), 1);
  }

  slice({ from, to, limit, reverse }: ScanRange): StoredEntry[] {
    this.#order();
    const low = lowerBound(this.#keys, from);
    const high = Math.max(low, lowerBound(this.#keys, to));
    const wanted = Math.max(0, Math.min(limit, high - low));
    const keys =
      reverse === true ? this.#keys.slice(high - wanted, high).reverse() : this.#keys.slice(low, low + wanted);
    return keys.map((key) => ({ key, value: this.values.get(key) as string }));
  }

  all(): StoredEntry[] {
    this.#order();
    return this.#keys.map((key) => ({ key, value: this.values.get(key) as string }));
  }

  #order(): void {
    if (this.#added.length === 0) return;
    this.#keys = mergeKeys(this.#keys, this.#added.sort(compareUtf8));
    this.#added = [];
  }
}

class MemoryProvider implements MemoryStore {
  readonly #disk: MemoryDisk;
  readonly #options: MemoryStoreOptions;
  #gone: 'crashed' | 'closed' | undefined;
  commits = 0;

  constructor(disk: MemoryDisk, options: MemoryStoreOptions) {
    this.#disk = disk;
    this.#options = options;
  }

  get crashed(): boolean {
    return this.#gone === 'crashed';
  }

  get closed(): boolean {
    return this.#gone === 'closed';
  }

  get(key: string): Eventual<string | undefined> {
    return this.#answer(() => this.#disk.values.get(key));
  }

  scan(range: ScanRange): Eventual<readonly StoredEntry[]> {
    return this.#answer(() => this.#disk.slice(range));
  }

  commit(writes: readonly StoreWrite[]): Eventual<void> {
    return this.#answer(() => this.#commit(writes), COMMIT_ROUNDS);
  }

  crash(): void {
    this.#gone ??= 'crashed';
  }

  close(): Eventual<void> {
    this.#gone ??= 'closed';
  }

  entries(): readonly StoredEntry[] {
    return this.#disk.all();
  }

  reopen(options: Omit<MemoryStoreOptions, 'entries'> = {}): MemoryStore {
    this.#gone ??= 'closed';
    return new MemoryProvider(this.#disk, options);
  }

  #commit(writes: readonly StoreWrite[]): void {
    this.commits += 1;
    const fault = this.#options.faults?.find(({ commit }) => commit === this.commits);
    if (fault?.kind === 'fail') throw failure(`commit ${this.commits} was told to fail`);
    if (fault?.kind === 'crash-before') this.#crash();
    for (const { key, value } of writes) {
      if (value === null) this.#disk.delete(key);
      else this.#disk.set(key, value);
    }
    if (fault?.kind === 'crash-after') this.#crash();
  }

  #crash(): never {
    this.#gone = 'crashed';
    throw failure(`the store was told to crash at commit ${this.commits}`);
  }

  #answer<T>(act: () => T, rounds = READ_ROUNDS): Eventual<T> {
    const checked = (): T => {
      if (this.#gone !== undefined)
        throw failure(`the store has ${this.#gone === 'closed' ? 'been closed' : 'crashed'}`);
      return act();
    };
    return this.#options.answers === 'promise' ? microtasks(rounds).then(checked) : checked();
  }
}

const failure = (what: string): KernelError =>
  new KernelError(faultOf('storage-failed', `The memory store failed: ${what}.`));

async function microtasks(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) await undefined;
}
