import { Heap, type Place } from '@esta-logic/scheduler';
import type { Delivery } from './delivery.ts';

/** A queued message that must not lie for ever. */
export interface TimedMessage {
  readonly place: Place<Delivery>;
  /** Where it lies. */
  readonly mailbox: { remove(messageId: string): Delivery | undefined };
  /** Monotonic milliseconds at which it expires, or its sender stops waiting. */
  readonly at: number;
  heapPlace: number;
}

/** When a queued message ends at the latest; Infinity for one that may lie as long as it takes. */
export const endOf = ({ expiresAt, deadline }: Delivery): number => Math.min(expiresAt, deadline ?? Infinity);

/** The queued messages of all mailboxes that have a time to live or a deadline, by when it is over. */
export class Expiries {
  readonly #heap = new Heap<TimedMessage>({
    before: (a, b) => a.at < b.at,
    place: { of: (one) => one.heapPlace, set: (one, place) => (one.heapPlace = place) },
  });

  /** When the next one is over; Infinity when there is none. */
  get next(): number {
    return this.#heap.first()?.at ?? Infinity;
  }

  get size(): number {
    return this.#heap.size;
  }

  watch(message: TimedMessage): void {
    this.#heap.add(message);
  }

  forget(message: TimedMessage): void {
    this.#heap.remove(message);
  }

  /** Takes every message out of its mailbox whose time is over, the earliest first. */
  due(now: number): readonly Delivery[] {
    const over: Delivery[] = [];
    for (let first = this.#heap.first(); first && first.at <= now; first = this.#heap.first()) {
      over.push(first.place.item);
      first.mailbox.remove(first.place.item.envelope.metadata.messageId);
    }
    return over;
  }
}
