import { DedupWindow, type Delivery } from '@esta-logic/ipc-router';
import { LIMITS, type StoreWrite } from '@esta-logic/kernel-boundary';
import { dedupKey, RANGES, type Store, type Transaction } from '@esta-logic/storage';
import type { Crank } from './crank.ts';
import type { CrankEnd } from './crank-end.ts';
import type { WallClock } from './wall-clock.ts';

const PAGE = 1024;

/**
 * What is stored of an answer to an exactly-once message, under its key of deduplication:
 *
 *   { "messageId": the message that was handled, "reply": its reply, "at": time of its record }
 */
interface StoredAnswer {
  readonly messageId: string;
  readonly reply: string;
  readonly at: string;
}

/** The answers of exactly-once messages, within the window of deduplication (rule M8). */
export class Answers {
  readonly #window: DedupWindow;

  constructor(
    window = new DedupWindow({
      milliseconds: LIMITS.dedupMilliseconds.value,
      entries: LIMITS.dedupEntries.value,
    }),
  ) {
    this.#window = window;
  }

  /** Learns which answers are stored. */
  async restore(store: Store): Promise<void> {
    const found: { readonly key: string; readonly at: number }[] = [];
    for (let from = RANGES.dedup.from; ;) {
      const reading = store.begin();
      const page = await reading.scan({ from, to: RANGES.dedup.to, limit: PAGE });
      reading.discard();
      for (const { key, value } of page) found.push({ key, at: timeOf(JSON.parse(value) as StoredAnswer) });
      if (page.length < PAGE) break;
      from = `${page.at(-1)!.key}\u0000`;
    }
    for (const { key, at } of found.sort((a, b) => a.at - b.at)) this.#window.remember(scopeOf(key), key, at);
  }

  /** The reply that an earlier message with the same key got; undefined when there is none, or it is too old to count. */
  recall(
    { transaction, delivery, tenantId }: Crank,
    clock: Pick<WallClock, 'now'>,
  ): Promise<CrankEnd | undefined> | undefined {
    const key = keyOf(delivery, tenantId);
    return key === undefined ? undefined : this.#stored(transaction, key, clock);
  }

  async #stored(transaction: Transaction, key: string, clock: Pick<WallClock, 'now'>): Promise<CrankEnd | undefined> {
    const stored = await transaction.get(key);
    if (stored === undefined) return undefined;
    const answer = JSON.parse(stored) as StoredAnswer;
    if (!this.#window.covers(timeOf(answer), Date.parse(clock.now()))) return undefined;
    return { ended: { how: 'recalled', message: answer.messageId }, reply: answer.reply, fuel: 0 };
  }

  /** What the batch of a crank that is kept writes about its answer: the answer, and those that it pushes out. */
  remember({ delivery, tenantId }: Crank, { ended, reply }: CrankEnd, at: string): StoreWrite[] {
    const key = ended.how === 'recalled' ? undefined : keyOf(delivery, tenantId);
    if (key === undefined || reply === undefined) return [];
    const answer: StoredAnswer = { messageId: delivery.envelope.metadata.messageId, reply, at };
    const out = this.#window.remember(scopeOf(key), key, Date.parse(at));
    return [{ key, value: JSON.stringify(answer) }, ...out.map((one) => ({ key: one, value: null }))];
  }
}

const timeOf = ({ at }: StoredAnswer): number => Date.parse(at);

/** Tenant and target of a key: the first parts of `d/<tenant>/<target>/…`. */
const scopeOf = (key: string): string => key.split('/', 3).join('/');

/** Where the answer of an exactly-once message is remembered, or undefined for other messages. */
function keyOf({ envelope: { source, target, metadata } }: Delivery, tenantId: string): string | undefined {
  const { delivery, idempotencyKey } = metadata;
  return delivery === 'exactly-once' && idempotencyKey !== undefined
    ? dedupKey({ tenantId, target, source, idempotencyKey })
    : undefined;
}
