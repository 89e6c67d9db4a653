import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { faultOf, KernelError } from '@esta-logic/kernel-boundary';

/**
 * The file: one table, and two numbers of SQLite's own header that say whose it is and how to read it.
 *
 *   entries(key TEXT PRIMARY KEY, value TEXT)                 -- keys in BINARY collation, that is by their UTF-8 bytes
 *   application_id = 'ESTA'                                     -- another program's database is refused, not filled
 *   user_version   = SCHEMA_VERSION                             -- a newer layout is refused, not guessed at
 *
 * Not WITHOUT ROWID: there the values lie in the tree that is searched, and each comparison with a key whose value
 * overflows its page reads that whole value; beside a few values of a megabyte, appends took 30 times as long.
 */
export const SCHEMA_VERSION = 1;
const APPLICATION_ID = 0x45535441;

const SCHEMA = `
  CREATE TABLE entries (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};`;

/**
 * EXCLUSIVE before the first access in WAL mode: the lock is taken at once and kept until the process ends, however it
 * ends, so the file is the directory's lock and no lock file can be left behind. It also needs no shared memory.
 * FULL: a commit returns after the log was synced, so what was acknowledged survives a power failure.
 */
const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA wal_autocheckpoint = 4000;
  PRAGMA cache_size = -32768;
  PRAGMA temp_store = MEMORY;`;

const SQLITE_BUSY = 5;
const SQLITE_NOTADB = 26;

/** Opens or creates the file and holds it alone. @throws KernelError directory-in-use, storage-failed. */
export function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    database = new DatabaseSync(file);
    database.exec(SETTINGS);
    // Taken and given back: from here on the exclusive lock is held, even on a file that was just created.
    database.exec('BEGIN EXCLUSIVE; COMMIT');
    checkSchema(database, file);
    return database;
  } catch (error) {
    database?.close();
    throw openingError(error, file);
  }
}

function checkSchema(database: DatabaseSync, file: string): void {
  const application = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  if (application === 0 && version === 0 && isEmpty(database)) {
    database.exec(`BEGIN EXCLUSIVE; ${SCHEMA} COMMIT`);
    return;
  }
  if (application !== APPLICATION_ID)
    throw refused(`${file} is the database of another program; choose another --data directory.`);
  if (version !== SCHEMA_VERSION) {
    throw refused(
      `${file} has layout ${version} and this release reads layout ${SCHEMA_VERSION}; open it with the release that wrote it.`,
    );
  }
}

const isEmpty = (database: DatabaseSync): boolean =>
  database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;

const pragma = (database: DatabaseSync, name: 'application_id' | 'user_version'): number =>
  Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);

const refused = (sentence: string): KernelError => new KernelError(faultOf('storage-failed', sentence));

function openingError(error: unknown, file: string): KernelError {
  if (error instanceof KernelError) return error;
  const code = primaryCode(error);
  if (code === SQLITE_BUSY) {
    return new KernelError(
      faultOf(
        'directory-in-use',
        `The data directory ${dirname(file)} is in use by another process that holds ${file}; stop that process, or use another --data directory.`,
      ),
    );
  }
  if (code === SQLITE_NOTADB)
    return refused(
      `${file} is not a database of this kernel; choose another --data directory, or restore the file from a backup.`,
    );
  return refused(
    `${file} cannot be opened: ${messageOf(error)}; check that the directory exists, is writable and has free space.`,
  );
}

/** SQLite's primary result code: the low byte of the extended one (https://sqlite.org/rescode.html). */
const primaryCode = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
