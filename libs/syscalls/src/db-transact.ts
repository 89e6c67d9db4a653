import { fail, LIMITS, ok, type Eventual, type GuestChange, type Result, type Slot } from '@esta-logic/kernel-boundary';
import type { SyscallEnvironment } from './crank-port.ts';
import { dbDelete } from './db-delete.ts';
import { dbWrite } from './db-write.ts';
import { grant } from './grant.ts';

/**
 * sys.db.transact: several changes in one call. The crank is the transaction already, so a change that is refused
 * after others were made must fail the crank; every check that needs no storage is therefore made for all first.
 */
export function dbTransact(env: SyscallEnvironment, slot: Slot, changes: readonly GuestChange[]): Eventual<Result<void>> {
  if (changes.length > LIMITS.writesPerCrank.value) return fail('invalid-argument', `A transaction takes at most ${LIMITS.writesPerCrank.value} changes; got ${changes.length}.`);
  const granted = grant(env, 'sys.db.transact', slot);
  if (!granted.ok) return granted;
  if (changes.some(({ value }) => value === undefined)) {
    const deleting = grant(env, 'sys.db.transact', slot, { right: 'delete' });
    if (!deleting.ok) return deleting;
  }
  return applyFrom(env, slot, changes, 0);
}

function applyFrom(env: SyscallEnvironment, slot: Slot, changes: readonly GuestChange[], start: number): Eventual<Result<void>> {
  for (let i = start; i < changes.length; i++) {
    const { key, value } = changes[i]!;
    const outcome = value === undefined ? dbDelete(env, slot, key) : dbWrite(env, slot, key, value);
    if (outcome instanceof Promise) return outcome.then((done) => (done.ok ? applyFrom(env, slot, changes, i + 1) : done));
    if (!outcome.ok) return outcome;
  }
  return ok(undefined);
}
