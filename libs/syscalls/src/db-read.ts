import type { Eventual, Result, Slot } from '@esta-logic/kernel-boundary';
import type { SyscallEnvironment } from './crank-port.ts';
import { collectionOf } from './db-collection.ts';
import { grant } from './grant.ts';

/** sys.db.read: the value of a key, or undefined. Right: read. */
export function dbRead(env: SyscallEnvironment, slot: Slot, key: string): Eventual<Result<string | undefined>> {
  const granted = grant(env, 'sys.db.read', slot);
  if (!granted.ok) return granted;
  const collection = collectionOf(granted.value);
  return collection.ok ? collection.value.read(key) : collection;
}
