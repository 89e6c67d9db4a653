import { fail, ok, type Fault, type Result } from '@esta-logic/kernel-boundary';
import type { Envelope, IpcRouter } from '@esta-logic/ipc-router';
import { deadLetterKey, mailboxKey, parseKey, RANGES, type Store, type Transaction } from '@esta-logic/storage';
import { OUTBOX_STRIDE, storageFault, type Committer } from './committer.ts';
import type { LogEvent } from './log-event.ts';
import type { Post } from './post.ts';

/** A message that could not be handled and that nobody waited for: kept until someone looks at it. */
export interface DeadLetter {
  /** Sequence number of the audit record that says why. */
  readonly seq: number;
  readonly envelope: Envelope;
  readonly payload: string;
  readonly fault: Fault;
}

type StoredLetter = Omit<DeadLetter, 'seq'>;

interface DeskParts {
  readonly store: Store;
  readonly committer: Committer;
  readonly router: IpcRouter;
  readonly post: Post;
}

/** Dead letters in the order in which they died: at most `limit`, behind the one numbered `after`. */
export async function listDeadLetters(store: Store, limit: number, after?: number): Promise<readonly DeadLetter[]> {
  const transaction = store.begin();
  try {
    const from = after === undefined ? RANGES.deadLetters.from : `${deadLetterKey(after)}\u0000`;
    const entries = await transaction.scan({ from, to: RANGES.deadLetters.to, limit });
    return entries.map(({ key, value }) => {
      const parts = parseKey(key);
      return { seq: parts?.kind === 'dead-letter' ? parts.seq : -1, ...(JSON.parse(value) as StoredLetter) };
    });
  } finally {
    transaction.discard();
  }
}

/** One dead letter by its number. Fault: not-found. */
export async function findDeadLetter(store: Store, seq: number): Promise<Result<DeadLetter>> {
  const transaction = store.begin();
  try {
    return await read(transaction, seq);
  } finally {
    transaction.discard();
  }
}

/**
 * Gives a dead letter back to its target, as it was: in the batch that accepts it, it stops being a dead letter.
 * Resolves once that is durable, before the message is handled. Faults: not-found, storage-failed, conflict when
 * somebody else took the letter meanwhile, and those of `IpcRouter.admit`, after which the letter lies where it lay.
 */
export async function retryDeadLetter(
  { store, committer, router, post }: DeskParts,
  seq: number,
): Promise<Result<DeadLetter>> {
  const transaction = store.begin();
  const letter = await read(transaction, seq);
  if (!letter.ok) return discarded(transaction, letter);
  const { envelope, payload } = letter.value;
  const { source, target, type, opcode } = envelope;
  const admitted = router.admit({ source, target, type, opcode, callers: [] }, { text: payload });
  if (!admitted.ok) return discarded(transaction, admitted);
  const { mailbox, sender } = admitted.value;
  const keyAt = (place: number): string => mailboxKey(target, place * OUTBOX_STRIDE);
  const noted = committer.note(
    [event('dead-letter.retried', letter.value)],
    (place) => [
      { key: deadLetterKey(seq), value: null },
      { key: keyAt(place), value: JSON.stringify({ envelope, payload }) },
    ],
    transaction,
  );
  const done = noted.ok ? await durable(noted.value.durable, letter.value) : noted;
  if (noted.ok && done.ok)
    post.dispatch(
      { mailbox, sender, delivery: { envelope, payload, callers: [], expiresAt: Infinity } },
      () => undefined,
      keyAt(noted.value.seq),
    );
  else mailbox.release(sender);
  return done;
}

/** Forgets a dead letter; the log keeps that it was there. Faults: not-found, conflict, storage-failed. */
export async function discardDeadLetter({ store, committer }: DeskParts, seq: number): Promise<Result<DeadLetter>> {
  const transaction = store.begin();
  const letter = await read(transaction, seq);
  if (!letter.ok) return discarded(transaction, letter);
  const noted = committer.note(
    [event('dead-letter.discarded', letter.value)],
    [{ key: deadLetterKey(seq), value: null }],
    transaction,
  );
  return noted.ok ? durable(noted.value.durable, letter.value) : noted;
}

async function read(transaction: Transaction, seq: number): Promise<Result<DeadLetter>> {
  const stored = Number.isSafeInteger(seq) && seq >= 0 ? await transaction.get(deadLetterKey(seq)) : undefined;
  if (stored === undefined)
    return fail('not-found', `There is no dead letter ${seq}; \`esta dead-letters\` lists those that there are.`);
  return ok({ seq, ...(JSON.parse(stored) as StoredLetter) });
}

function discarded(
  transaction: Transaction,
  refusal: Result<never> | { readonly ok: false; readonly fault: Fault },
): Result<never> {
  transaction.discard();
  return refusal;
}

async function durable(written: Promise<void>, letter: DeadLetter): Promise<Result<DeadLetter>> {
  try {
    await written;
    return ok(letter);
  } catch (cause) {
    return { ok: false, fault: storageFault(cause) };
  }
}

const event = (
  kind: 'dead-letter.retried' | 'dead-letter.discarded',
  { seq, envelope: { source, target, opcode, metadata } }: DeadLetter,
): LogEvent => ({
  kind,
  letter: seq,
  messageId: metadata.messageId,
  source,
  target,
  opcode,
});
