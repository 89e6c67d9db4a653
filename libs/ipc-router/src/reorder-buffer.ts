import { fail, ok, type Result } from '@esta-logic/kernel-boundary';

export interface ReorderLimits {
  /** Messages of one stream that may wait for an earlier one. */
  readonly held: number;
  /** Streams that are remembered; the one that was used least recently makes room. */
  readonly streams: number;
  /** Milliseconds for which a stream waits for a missing message. */
  readonly patience: number;
}

/** Messages of one stream that never came, and those that go on without them. */
export interface Gap<T> {
  readonly stream: string;
  readonly firstMissing: number;
  readonly lastMissing: number;
  readonly items: readonly T[];
}

interface Stream<T> {
  /** The number that comes next. */
  next: number;
  /** In the order in which they arrived. */
  readonly held: Map<number, { readonly item: T; readonly at: number }>;
}

/**
 * Puts numbered messages of each stream (a sender's, from 1) back into their order. It reads no clock; times are
 * milliseconds that never go back. What is held is bounded, and what waits for a gap goes on without it in bounded time.
 */
export class ReorderBuffer<T> {
  readonly #limits: ReorderLimits;
  /** Least recently used first. */
  readonly #streams = new Map<string, Stream<T>>();
  #held = 0;

  constructor(limits: ReorderLimits) {
    this.#limits = limits;
  }

  /** Messages that wait for an earlier one. */
  get held(): number {
    return this.#held;
  }

  /**
   * A message has arrived: those that go on now, in order; none while an earlier one is missing.
   * Faults: duplicate-message, quota-exceeded when too much is held already.
   */
  offer(name: string, number: number, item: T, now: number): Result<readonly T[]> {
    const stream = this.#use(name);
    if (!stream)
      return fail('quota-exceeded', `All ${this.#limits.streams} streams wait for missing messages; retry later.`);
    if (number < stream.next || stream.held.has(number))
      return fail(
        'duplicate-message',
        `Message ${number} of ${name} was seen before, or was given up; ${stream.next} comes next.`,
      );
    if (number === stream.next) {
      stream.next++;
      return ok([item, ...this.#goOn(stream)]);
    }
    if (stream.held.size >= this.#limits.held)
      return fail(
        'quota-exceeded',
        `${stream.held.size} messages of ${name} wait for message ${stream.next}; send that one first.`,
      );
    stream.held.set(number, { item, at: now });
    this.#held++;
    return ok([]);
  }

  /** When the next stream loses its patience; Infinity when none waits. */
  get nextTimeout(): number {
    if (this.#held === 0) return Infinity;
    let next = Infinity;
    for (const stream of this.#streams.values()) next = Math.min(next, this.#timeoutOf(stream));
    return next;
  }

  /** Gives up the missing messages that others have waited for long enough; at Infinity, all of them. */
  due(now: number): readonly Gap<T>[] {
    const gaps: Gap<T>[] = [];
    for (const [name, stream] of this.#streams) {
      while (stream.held.size > 0 && this.#timeoutOf(stream) <= now) {
        const firstMissing = stream.next;
        stream.next = Math.min(...stream.held.keys());
        gaps.push({ stream: name, firstMissing, lastMissing: stream.next - 1, items: this.#goOn(stream) });
      }
    }
    return gaps;
  }

  /** No message is held longer than this: what is held is in the order of arrival. */
  #timeoutOf({ held }: Stream<T>): number {
    for (const { at } of held.values()) return at + this.#limits.patience;
    return Infinity;
  }

  /** The held messages that follow without a gap. */
  #goOn(stream: Stream<T>): T[] {
    const items: T[] = [];
    for (let next = stream.held.get(stream.next); next; next = stream.held.get(stream.next)) {
      items.push(next.item);
      stream.held.delete(stream.next++);
      this.#held--;
    }
    return items;
  }

  /** The stream of that name, used now; undefined when there is no place for a new one. */
  #use(name: string): Stream<T> | undefined {
    const known = this.#streams.get(name);
    if (known) this.#streams.delete(name);
    else if (this.#streams.size >= this.#limits.streams && !this.#makeRoom()) return undefined;
    const stream = known ?? { next: 1, held: new Map() };
    this.#streams.set(name, stream);
    return stream;
  }

  #makeRoom(): boolean {
    for (const [name, { held }] of this.#streams) if (held.size === 0) return this.#streams.delete(name);
    return false;
  }
}
