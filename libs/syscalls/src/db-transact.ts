import {
  fail,
  LIMITS,
  ok,
  type Eventual,
  type Fault,
  type GuestChange,
  type Result,
  type Slot,
} from '@esta-logic/kernel-boundary';
import type { SyscallEnvironment } from './crank-port.ts';
import { dbDelete } from './db-delete.ts';
import { dbWrite } from './db-write.ts';
import { grant } from './grant.ts';

/**
 * sys.db.transact: several changes in one call, all or none. The crank is the transaction already, so a change that is
 * refused after others were made fails the whole crank, even if the guest goes on.
 */
export function dbTransact(
  env: SyscallEnvironment,
  slot: Slot,
  changes: readonly GuestChange[],
): Eventual<Result<void>> {
  if (changes.length > LIMITS.writesPerCrank.value)
    return fail(
      'invalid-argument',
      `A transaction takes at most ${LIMITS.writesPerCrank.value} changes; got ${changes.length}.`,
    );
  const granted = grant(env, 'sys.db.transact', slot);
  if (!granted.ok) return granted;
  if (changes.some(({ value }) => value === undefined)) {
    const deleting = grant(env, 'sys.db.transact', slot, { right: 'delete' });
    if (!deleting.ok) return deleting;
  }
  return applyFrom({ env, slot, changes, poison: (fault) => granted.value.crank.poison(fault) }, 0);
}

interface Application {
  readonly env: SyscallEnvironment;
  readonly slot: Slot;
  readonly changes: readonly GuestChange[];
  readonly poison: (fault: Fault) => void;
}

function applyFrom(application: Application, start: number): Eventual<Result<void>> {
  const { env, slot, changes, poison } = application;
  for (let i = start; i < changes.length; i++) {
    const { key, value } = changes[i]!;
    const outcome = value === undefined ? dbDelete(env, slot, key) : dbWrite(env, slot, key, value);
    if (outcome instanceof Promise)
      return outcome.then((done) => (done.ok ? applyFrom(application, i + 1) : refused(done, i, poison)));
    if (!outcome.ok) return refused(outcome, i, poison);
  }
  return ok(undefined);
}

function refused(
  refusal: Extract<Result<void>, { ok: false }>,
  applied: number,
  poison: (fault: Fault) => void,
): Result<void> {
  if (applied > 0) poison(refusal.fault);
  return refusal;
}
