import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  faultOf,
  KernelError,
  type ScanRange,
  type StorageProvider,
  type StoredEntry,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import { messageOf, openDatabase } from './open-database.ts';

/** Answers synchronously: nothing here returns a promise. */
export interface SqliteProvider extends StorageProvider {
  get(key: string): string | undefined;
  scan(range: ScanRange): readonly StoredEntry[];
  commit(writes: readonly StoreWrite[]): void;
  close(): void;
}

export interface SqliteOptions {
  /** The database file; its directory is made when it is missing. `:memory:` keeps nothing. */
  readonly file: string;
}

/**
 * A StorageProvider over node:sqlite. The process that opens the file holds it until it ends: a second one is refused.
 * @throws KernelError directory-in-use (1017) when another process has the file, storage-failed otherwise.
 */
export function openSqlite({ file }: SqliteOptions): SqliteProvider {
  return new Sqlite(openDatabase(file), file);
}

type Row = readonly [key: string, value: string];

class Sqlite implements SqliteProvider {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #get: StatementSync;
  readonly #up: StatementSync;
  readonly #down: StatementSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;

  constructor(database: DatabaseSync, file: string) {
    this.#database = database;
    this.#file = file;
    const scan = 'SELECT key, value FROM entries WHERE key >= ? AND key < ? ORDER BY key';
    this.#get = rowsAsArrays(database.prepare('SELECT value FROM entries WHERE key = ?'));
    this.#up = rowsAsArrays(database.prepare(`${scan} ASC LIMIT ?`));
    this.#down = rowsAsArrays(database.prepare(`${scan} DESC LIMIT ?`));
    this.#put = database.prepare(
      'INSERT INTO entries (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    );
    this.#delete = database.prepare('DELETE FROM entries WHERE key = ?');
  }

  get(key: string): string | undefined {
    return this.#try('read', () => (this.#get.get(key) as unknown as [string] | undefined)?.[0]);
  }

  scan({ from, to, limit, reverse }: ScanRange): readonly StoredEntry[] {
    const statement = reverse === true ? this.#down : this.#up;
    return this.#try('read', () =>
      (statement.all(from, to, Math.max(0, limit)) as unknown as Row[]).map(([key, value]) => ({ key, value })),
    );
  }

  commit(writes: readonly StoreWrite[]): void {
    if (writes.length === 0) return;
    this.#try('write', () => {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const { key, value } of writes) {
        if (value === null) this.#delete.run(key);
        else this.#put.run(key, value);
      }
      this.#database.exec('COMMIT');
    });
  }

  /** Moves the write-ahead log into the file, so that one file is all there is to copy. */
  close(): void {
    if (!this.#database.isOpen) return;
    this.#try('close', () => {
      this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    });
    this.#database.close();
  }

  #try<T>(what: 'read' | 'write' | 'close', act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec('ROLLBACK');
      const verb = { read: 'read from', write: 'written to', close: 'closed' }[what];
      throw new KernelError(
        faultOf('storage-failed', `${this.#file} could not be ${verb}: ${messageOf(error)}; check the disk.`),
      );
    }
  }
}

function rowsAsArrays(statement: StatementSync): StatementSync {
  statement.setReturnArrays(true);
  return statement;
}
