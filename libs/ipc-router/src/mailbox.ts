import { MESSAGE_PRIORITIES, type OverflowPolicy } from '@esta-logic/kernel-boundary';
import type { Delivery } from './delivery.ts';
import { Fifo } from './fifo.ts';

const RANK = new Map(MESSAGE_PRIORITIES.map((priority, i) => [priority, i]));

/**
 * The bounded queue of one endpoint: one first-in first-out queue per message priority, so order is kept per
 * (source, target, priority). A reservation holds a place for a message that leaves when its sender's crank commits.
 */
export class Mailbox {
  readonly capacity: number;
  readonly overflow: OverflowPolicy;
  readonly #queues: readonly Fifo<Delivery>[] = MESSAGE_PRIORITIES.map(() => new Fifo<Delivery>());
  #length = 0;
  #reserved = 0;
  #hopeful: (() => void)[] = [];

  constructor(capacity: number, overflow: OverflowPolicy = 'notify-sender') {
    this.capacity = capacity;
    this.overflow = overflow;
  }

  /** Messages queued; reserved places are not messages yet. */
  get length(): number {
    return this.#length;
  }

  get reserved(): number {
    return this.#reserved;
  }

  /** Takes a place; false when there is none. Where messages are dropped a place is found, or not, when the message arrives. */
  reserve(): boolean {
    if (!this.#drops && this.#length + this.#reserved >= this.capacity) return false;
    this.#reserved++;
    return true;
  }

  release(): void {
    this.#reserved--;
    this.#tell();
  }

  /** Calls `told` once when there may be a place, in the order in which it was asked; the returned function forgets that it was. */
  whenRoom(told: () => void): () => void {
    this.#hopeful.push(told);
    return () => {
      this.#hopeful = this.#hopeful.filter((one) => one !== told);
    };
  }

  /** Who was told of a place and does not want it any more lets the next one know. */
  passOn(): void {
    this.#tell();
  }

  /** Fills a reserved place. Gives back the message that had to go for it, which may be this one. */
  push(delivery: Delivery): Delivery | undefined {
    this.#reserved--;
    const evicted = this.#length >= this.capacity ? this.#evictFor(delivery) : undefined;
    if (evicted !== delivery) this.#add(delivery);
    return evicted;
  }

  /** Takes out one message before its turn. */
  remove(messageId: string): Delivery | undefined {
    for (const queue of this.#queues) {
      const removed = queue.remove(({ envelope }) => envelope.metadata.messageId === messageId);
      if (!removed) continue;
      this.#length--;
      this.#tell();
      return removed;
    }
    return undefined;
  }

  /** The first message of the highest priority that has one. */
  take(): Delivery | undefined {
    for (let rank = MESSAGE_PRIORITIES.length - 1; rank >= 0; rank--) {
      const delivery = this.#queues[rank]!.shift();
      if (delivery) {
        this.#length--;
        this.#tell();
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
    this.#add(delivery);
  }

  get #drops(): boolean {
    return this.overflow === 'drop-newest' || this.overflow === 'drop-oldest';
  }

  #add(delivery: Delivery): void {
    this.#length++;
    this.#queues[RANK.get(delivery.envelope.metadata.priority)!]!.push(delivery);
  }

  /** The oldest of the lowest priority that is not above the newcomer's own; else the newcomer. */
  #evictFor(newcomer: Delivery): Delivery {
    const rank = RANK.get(newcomer.envelope.metadata.priority)!;
    const queue =
      this.overflow === 'drop-oldest' ? this.#queues.find((one, i) => i <= rank && one.length > 0) : undefined;
    const evicted = queue?.shift();
    if (evicted) this.#length--;
    return evicted ?? newcomer;
  }

  #tell(): void {
    this.#hopeful.shift()?.();
  }
}
