import { MESSAGE_PRIORITIES } from '@esta-logic/kernel-boundary';
import type { Delivery } from './delivery.ts';
import { Fifo } from './fifo.ts';

const RANK = new Map(MESSAGE_PRIORITIES.map((priority, i) => [priority, i]));

/**
 * The bounded queue of one endpoint: one first-in first-out queue per message priority, so order is kept per
 * (source, target, priority). A reservation holds a place for a message that leaves when its sender's crank commits.
 */
export class Mailbox {
  readonly capacity: number;
  readonly #queues: readonly Fifo<Delivery>[] = MESSAGE_PRIORITIES.map(() => new Fifo<Delivery>());
  #length = 0;
  #reserved = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** Messages queued; reserved places are not messages yet. */
  get length(): number {
    return this.#length;
  }

  get reserved(): number {
    return this.#reserved;
  }

  /** Takes a place; false when there is none. */
  reserve(): boolean {
    if (this.#length + this.#reserved >= this.capacity) return false;
    this.#reserved++;
    return true;
  }

  release(): void {
    this.#reserved--;
  }

  /** Fills a reserved place. */
  push(delivery: Delivery): void {
    this.#reserved--;
    this.#length++;
    this.#queues[RANK.get(delivery.envelope.metadata.priority)!]!.push(delivery);
  }

  /** The first message of the highest priority that has one. */
  take(): Delivery | undefined {
    for (let rank = MESSAGE_PRIORITIES.length - 1; rank >= 0; rank--) {
      const delivery = this.#queues[rank]!.shift();
      if (delivery) {
        this.#length--;
        return delivery;
      }
    }
    return undefined;
  }

  /** What is queued, highest priority first; nothing is taken. */
  *messages(): Generator<Delivery> {
    for (let rank = MESSAGE_PRIORITIES.length - 1; rank >= 0; rank--) yield* this.#queues[rank]!;
  }

  /** Takes everything that is queued, in the order of `take`. */
  drain(): readonly Delivery[] {
    const all: Delivery[] = [];
    for (let delivery = this.take(); delivery; delivery = this.take()) all.push(delivery);
    return all;
  }

  /** Puts a message back that was drained: its place has not been given to another, as nothing has come between. */
  putBack(delivery: Delivery): void {
    this.#reserved++;
    this.push(delivery);
  }
}
