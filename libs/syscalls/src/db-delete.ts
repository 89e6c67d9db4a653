import type { Eventual, Result, Slot } from '@esta-logic/kernel-boundary';
import type { SyscallEnvironment } from './crank-port.ts';
import { collectionOf } from './db-collection.ts';
import { grant } from './grant.ts';

/** sys.db.delete: removes a key, if it is there. Right: delete. */
export function dbDelete(env: SyscallEnvironment, slot: Slot, key: string): Eventual<Result<void>> {
  const granted = grant(env, 'sys.db.delete', slot);
  if (!granted.ok) return granted;
  const collection = collectionOf(granted.value);
  return collection.ok ? collection.value.delete(key) : collection;
}
