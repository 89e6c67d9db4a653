import type { GuestChange, GuestCollection, StoredEntry } from './guest-syscalls.ts';
import { reach } from './syscall-fault.ts';

/** The kernel's page size; a collection is read to its end in pages of this many entries. */
const PAGE = 1024;

export interface QueryOptions {
  /** Entries after this key, exclusive. */
  readonly after?: string;
  /** At most this many entries; 1,024 by default, 4,096 at most. */
  readonly limit?: number;
}

/**
 * State of the service, a map from key to text in key order. What a handler writes it reads back at once; others see
 * it when the handler has returned, and nobody ever sees it when the handler refused. Every method throws a
 * `SyscallFault` when the kernel refuses (say, for a missing right).
 */
export interface CollectionHandle {
  /** Right: read. */
  read(key: string): string | undefined;
  /** Right: read. The value parsed as JSON. */
  readJson<T = unknown>(key: string): T | undefined;
  /** Right: list. Entries whose key starts with `prefix`, in key order. */
  query(prefix: string, options?: QueryOptions): readonly StoredEntry[];
  /** Right: list. All entries whose key starts with `prefix`, their values parsed as JSON, fetched page by page. */
  each<T = unknown>(prefix: string): Generator<readonly [key: string, value: T]>;
  /** Right: write, or create when the key is new. */
  write(key: string, value: string): void;
  writeJson(key: string, value: unknown): void;
  /** Right: delete. */
  delete(key: string): void;
  /** Several changes in one call; `value: undefined` deletes. Rights: as write and delete. */
  transact(changes: readonly GuestChange[]): void;
  /** As `transact`, the values written as JSON. */
  transactJson(changes: readonly { readonly key: string; readonly value: unknown }[]): void;
}

/** Puts the JSON forms and the typed faults over an imported collection. */
export function wrapCollection(raw: GuestCollection): CollectionHandle {
  const query = (prefix: string, { after, limit = PAGE }: QueryOptions = {}): readonly StoredEntry[] =>
    reach(() => raw.query(prefix, after, limit));
  // In QuickJS the WIT value `none` is null.
  const read = (key: string): string | undefined => reach(() => raw.read(key)) ?? undefined;
  const write = (key: string, value: string): void => reach(() => raw.write(key, value));
  const transact = (changes: readonly GuestChange[]): void => reach(() => raw.transact(changes));
  return {
    read,
    readJson: <T>(key: string) => parsed<T>(read(key)),
    query,
    each: <T>(prefix: string) => pages<T>(query, prefix),
    write,
    writeJson: (key, value) => write(key, JSON.stringify(value)),
    delete: (key) => reach(() => raw.delete(key)),
    transact,
    transactJson: (changes) => transact(changes.map(({ key, value }) => ({ key, value: jsonOf(value) }))),
  };
}

const parsed = <T>(text: string | undefined): T | undefined =>
  text === undefined ? undefined : (JSON.parse(text) as T);
const jsonOf = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value));

function* pages<T>(query: CollectionHandle['query'], prefix: string): Generator<readonly [string, T]> {
  let after: string | undefined;
  for (;;) {
    const page = query(prefix, after === undefined ? {} : { after });
    for (const { key, value } of page) yield [key, JSON.parse(value) as T];
    if (page.length < PAGE) return;
    after = page.at(-1)!.key;
  }
}
