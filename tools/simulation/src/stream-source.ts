import type { Random } from './random.ts';
import { hold } from './violation.ts';

const STREAMS = ['stream-a', 'stream-b', 'stream-c'];
/** How far a message may be late. */
const DISORDER = 5;

/** Clients that number their messages; the way to the kernel loses some, doubles some and changes their order. */
export class StreamSource {
  readonly #random: Random;
  readonly #pending = new Map<string, number[]>(STREAMS.map((name) => [name, []]));
  readonly #next = new Map<string, number>(STREAMS.map((name) => [name, 1]));
  readonly #last = new Map<string, number>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** What arrives next. */
  next(): { readonly stream: string; readonly number: number } {
    const stream = this.#random.pick(STREAMS);
    const pending = this.#pending.get(stream)!;
    while (pending.length < DISORDER) {
      pending.push(this.#next.get(stream)!);
      this.#next.set(stream, this.#next.get(stream)! + 1);
    }
    if (this.#random.chance(2)) pending.splice(this.#random.below(pending.length), 1);
    const index = this.#random.below(pending.length);
    const number = pending[index]!;
    if (!this.#random.chance(3)) pending.splice(index, 1);
    return { stream, number };
  }

  /** The kernel goes on with a message. */
  delivered(stream: string, number: number): void {
    const last = this.#last.get(stream) ?? 0;
    hold(number > last, 'Q9', () => `message ${number} of ${stream} came after ${last}`);
    this.#last.set(stream, number);
  }
}
