import { MESSAGE_PRIORITIES, type OverflowPolicy } from '@esta-logic/kernel-boundary';
import { Line, Place } from '@esta-logic/scheduler';
import type { Delivery } from './delivery.ts';
import { endOf, Expiries, type TimedMessage } from './expiry.ts';
import { SenderCredits } from './sender-credits.ts';

const RANK = new Map(MESSAGE_PRIORITIES.map((priority, i) => [priority, i]));
const HIGHEST = MESSAGE_PRIORITIES.length - 1;

export interface MailboxOptions {
  readonly capacity: number;
  readonly overflow?: OverflowPolicy | undefined;
  /** Messages that one sender may have under way here; as many as there is room for when it is not given. */
  readonly credits?: number | undefined;
  /** Where messages are watched whose time is bounded. */
  readonly expiries?: Expiries | undefined;
}

/** A sender without credits, whom only the capacity bounds. */
export const UNRATIONED = '';

interface Hopeful {
  readonly sender: string;
  readonly told: () => void;
}

/**
 * The bounded queue of one endpoint: one first-in first-out queue per message priority, so order is kept per
 * (source, target, priority). A reservation holds a place for a message that leaves when its sender's crank commits.
 */
export class Mailbox {
  readonly capacity: number;
  readonly overflow: OverflowPolicy;
  readonly #queues: readonly Line<Delivery>[] = MESSAGE_PRIORITIES.map(() => new Line<Delivery>());
  readonly #expiries: Expiries;
  /** Queued messages whose time is bounded, by message id. */
  readonly #timed = new Map<string, TimedMessage>();
  readonly #credits: SenderCredits | undefined;
  #length = 0;
  #reserved = 0;
  #hopeful: Hopeful[] = [];

  constructor({ capacity, overflow = 'notify-sender', credits, expiries = new Expiries() }: MailboxOptions) {
    this.capacity = capacity;
    this.overflow = overflow;
    this.#expiries = expiries;
    // Where messages are dropped nobody is kept out, so there is nothing to ration.
    this.#credits = credits === undefined || this.#drops ? undefined : new SenderCredits(credits);
  }

  /** Messages queued; reserved places are not messages yet. */
  get length(): number {
    return this.#length;
  }

  get reserved(): number {
    return this.#reserved;
  }

  /**
   * Takes a place and a credit of the sender; false when there is none of either. Where messages are dropped a place is
   * found, or not, when the message arrives.
   */
  reserve(sender: string): boolean {
    if (!this.hasRoom || (sender !== UNRATIONED && this.#credits?.spend(sender) === false)) return false;
    this.#reserved++;
    return true;
  }

  /** A reserved place is not wanted any more. */
  release(sender: string): void {
    this.#reserved--;
    this.settled(sender);
  }

  /** A message that was pushed has been handled, or has failed: its sender has its credit back. */
  settled(sender: string): void {
    if (sender !== UNRATIONED) this.#credits?.restore(sender);
    this.#tell();
  }

  get hasRoom(): boolean {
    return this.#drops || this.#length + this.#reserved < this.capacity;
  }

  /**
   * Calls `told` once when there may be a place for the sender, in the order in which it was asked; the returned function
   * forgets that it was.
   */
  whenRoom(told: () => void, sender: string): () => void {
    this.#hopeful.push({ sender, told });
    return () => {
      this.#hopeful = this.#hopeful.filter((one) => one.told !== told);
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

  /** Takes out a message with a deadline or a time to live before its turn; undefined when it is not queued here. */
  remove(messageId: string): Delivery | undefined {
    const timed = this.#timed.get(messageId);
    if (!timed) return undefined;
    const delivery = timed.place.item;
    this.#queues[rankOf(delivery)]!.remove(timed.place);
    this.#gone(delivery);
    this.#tell();
    return delivery;
  }

  /** The first message of the highest priority that has one. */
  take(): Delivery | undefined {
    return this.takeIf(always);
  }

  /** The first message, in the order of `take`, that may be taken now; the others keep their places. */
  takeIf(mayTake: (delivery: Delivery) => boolean): Delivery | undefined {
    for (let rank = HIGHEST; rank >= 0; rank--) {
      const queue = this.#queues[rank]!;
      const place = queue.findPlace(mayTake);
      if (!place) continue;
      queue.remove(place);
      this.#gone(place.item);
      this.#tell();
      return place.item;
    }
    return undefined;
  }

  /** What `takeIf` would take. */
  next(mayTake: (delivery: Delivery) => boolean): Delivery | undefined {
    for (let rank = HIGHEST; rank >= 0; rank--) {
      const place = this.#queues[rank]!.findPlace(mayTake);
      if (place) return place.item;
    }
    return undefined;
  }

  /** What is queued, highest priority first; nothing is taken. */
  *messages(): Generator<Delivery> {
    for (let rank = HIGHEST; rank >= 0; rank--) yield* this.#queues[rank]!;
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
    const place = new Place(delivery);
    this.#length++;
    this.#queues[rankOf(delivery)]!.append(place);
    const at = endOf(delivery);
    if (at === Infinity) return;
    const timed: TimedMessage = { place, mailbox: this, at, heapPlace: -1 };
    this.#timed.set(delivery.envelope.metadata.messageId, timed);
    this.#expiries.watch(timed);
  }

  /** A message has left its queue. */
  #gone(delivery: Delivery): void {
    this.#length--;
    if (this.#timed.size === 0) return;
    const { messageId } = delivery.envelope.metadata;
    const timed = this.#timed.get(messageId);
    if (!timed) return;
    this.#timed.delete(messageId);
    this.#expiries.forget(timed);
  }

  /** The oldest of the lowest priority that is not above the newcomer's own; else the newcomer. */
  #evictFor(newcomer: Delivery): Delivery {
    const rank = rankOf(newcomer);
    const queue =
      this.overflow === 'drop-oldest' ? this.#queues.find((one, i) => i <= rank && one.size > 0) : undefined;
    const place = queue?.findPlace(always);
    if (!queue || !place) return newcomer;
    queue.remove(place);
    this.#gone(place.item);
    return place.item;
  }

  /** Tells the first who waits and could take a place. */
  #tell(): void {
    if (this.#hopeful.length === 0 || !this.hasRoom) return;
    const index = this.#hopeful.findIndex(({ sender }) => sender === UNRATIONED || this.#credits?.left(sender) !== 0);
    if (index !== -1) this.#hopeful.splice(index, 1)[0]!.told();
  }
}

const always = (): boolean => true;
const rankOf = ({ envelope }: Delivery): number => RANK.get(envelope.metadata.priority)!;
