import { fail, type Eventual, type Result, type Slot } from '@esta-logic/kernel-boundary';
import type { CollectionPort, SyscallEnvironment } from './crank-port.ts';
import { collectionOf } from './db-collection.ts';
import { eventually } from './eventually.ts';
import { grant } from './grant.ts';

/** sys.db.write: sets a key. Right: write; with `create` alone only keys that are not there yet. */
export function dbWrite(env: SyscallEnvironment, slot: Slot, key: string, value: string): Eventual<Result<void>> {
  const granted = grant(env, 'sys.db.write', slot);
  if (granted.ok) {
    const collection = collectionOf(granted.value);
    return collection.ok ? collection.value.write(key, value) : collection;
  }
  if (granted.fault.name !== 'rights-insufficient') return granted;
  const creating = grant(env, 'sys.db.write', slot, { right: 'create' });
  if (!creating.ok) return granted;
  const collection = collectionOf(creating.value);
  return collection.ok ? create(collection.value, key, value) : collection;
}

const create = (collection: CollectionPort, key: string, value: string): Eventual<Result<void>> =>
  eventually(collection.read(key), (present): Eventual<Result<void>> => {
    if (!present.ok) return present;
    if (present.value !== undefined)
      return fail('rights-insufficient', `The key ${key} exists and may only be created, not written.`);
    return collection.write(key, value);
  });
