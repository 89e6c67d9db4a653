import { fail, LIMITS, type Eventual, type Result, type Slot, type StoredEntry } from '@esta-logic/kernel-boundary';
import type { SyscallEnvironment } from './crank-port.ts';
import { collectionOf } from './db-collection.ts';
import { grant } from './grant.ts';

/** sys.db.query: entries of a prefix in key order, one page. Right: list. */
export function dbQuery(
  env: SyscallEnvironment,
  slot: Slot,
  prefix: string,
  after: string | undefined,
  limit: number,
): Eventual<Result<readonly StoredEntry[]>> {
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMITS.queryEntries.value) {
    return fail('invalid-argument', `A query's limit must be from 1 to ${LIMITS.queryEntries.value}; got ${limit}.`);
  }
  const granted = grant(env, 'sys.db.query', slot);
  if (!granted.ok) return granted;
  const collection = collectionOf(granted.value);
  return collection.ok ? collection.value.query(prefix, after, limit) : collection;
}
