/**
 * An ordered key-value store with atomic, durable batches: the only thing the kernel asks of a database.
 * Keys are strings ordered by their UTF-8 bytes; `libs/storage` owns their grammar.
 * A method may answer at once or with a promise: an embedded store need not pay for awaiting.
 */
export type Eventual<T> = T | Promise<T>;

export interface StoredEntry {
  readonly key: string;
  readonly value: string;
}

export interface ScanRange {
  /** First key, inclusive. */
  readonly from: string;
  /** Last key, exclusive. */
  readonly to: string;
  readonly limit: number;
  readonly reverse?: boolean;
}

/** `value: null` deletes. */
export interface StoreWrite {
  readonly key: string;
  readonly value: string | null;
}

export interface StorageProvider {
  get(key: string): Eventual<string | undefined>;
  scan(range: ScanRange): Eventual<readonly StoredEntry[]>;
  /** All writes or none, durable when it returns. Later writes of the same key win. Rejects with a KernelError (storage-failed). */
  commit(writes: readonly StoreWrite[]): Eventual<void>;
  close(): Eventual<void>;
}
