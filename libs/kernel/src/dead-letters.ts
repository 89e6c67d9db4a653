import type { Fault } from '@esta-logic/kernel-boundary';
import type { Envelope } from '@esta-logic/ipc-router';
import { parseKey, RANGES, type Store } from '@esta-logic/storage';

/** A message that could not be handled and that nobody waited for: kept until someone looks at it. */
export interface DeadLetter {
  /** Sequence number of the audit record that says why. */
  readonly seq: number;
  readonly envelope: Envelope;
  readonly payload: string;
  readonly fault: Fault;
}

/** Dead letters in the order in which they died, at most `limit`. */
export async function listDeadLetters(store: Store, limit: number): Promise<readonly DeadLetter[]> {
  const transaction = store.begin();
  try {
    const entries = await transaction.scan({ ...RANGES.deadLetters, limit });
    return entries.map(({ key, value }) => {
      const parts = parseKey(key);
      return { seq: parts?.kind === 'dead-letter' ? parts.seq : -1, ...(JSON.parse(value) as Omit<DeadLetter, 'seq'>) };
    });
  } finally {
    transaction.discard();
  }
}
