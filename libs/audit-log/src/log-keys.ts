import type { Eventual, ScanRange, StoredEntry } from '@esta-logic/kernel-boundary';

/** Where the log lives among the keys of its store; `AUDIT_LOG_KEYS` of `@esta-logic/storage` is one. */
export interface LogKeys {
  /** Keys of records sort as their numbers do. */
  readonly record: (seq: number) => string;
  /** All keys of records, `to` exclusive. */
  readonly records: { readonly from: string; readonly to: string };
  /** The list of writes that came with a record (other-writes.ts). */
  readonly writes: (seq: number) => string;
  readonly head: string;
  readonly tile: (level: number, n: number) => string;
}

/** Any reader of the store: a provider, or a transaction. */
export interface LogReader {
  get(key: string): Eventual<string | undefined>;
  scan(range: ScanRange): Eventual<readonly StoredEntry[]>;
}
