import { MARK_REACH } from './state-globals.ts';

/**
 * Which stores of a function need no mark of their own: behind another store on every path here, through the same
 * pointer, so near that putting its card back, and MARK_REACH bytes on both sides, covers them.
 * Pointers are told apart by value numbers: a local has a new one when it is assigned, or that of the local that was
 * copied to it. Where paths meet, locals have new numbers, since what was assigned on one path was not on another.
 */
export class CardMarks {
  /** By local: the number of its value, and the stretch of code between meetings in which it got it. */
  #numbers = new Int32Array(256);
  #stretches = new Int32Array(256);
  #stretch = 0;
  #next = 1;
  /** By value number: offset of the last mark through it in this stretch. */
  readonly #marked = new Map<number, number>();

  /** Starts a function with so many locals. */
  begin(locals: number): void {
    if (locals > this.#numbers.length) {
      this.#numbers = new Int32Array(locals * 2);
      this.#stretches = new Int32Array(locals * 2);
    }
    this.meet();
  }

  /** Paths meet: what holds on one of them counts no more. */
  meet(): void {
    this.#stretch += 1;
    if (this.#marked.size > 0) this.#marked.clear();
  }

  /** The number of a local's value. */
  valueOf(local: number): number {
    return this.#stretches[local] === this.#stretch ? this.#numbers[local]! : this.assign(local, 0);
  }

  /** A local is assigned; `value` is the number of what it is given, 0 when that is new. Returns its number. */
  assign(local: number, value: number): number {
    this.#stretches[local] = this.#stretch;
    return (this.#numbers[local] = value || this.#next++);
  }

  /** Whether a store through the pointer of that number (0: unknown) needs a mark, which then counts as given. */
  needsMark(value: number, offset: number): boolean {
    if (value === 0) return true;
    const marked = this.#marked.get(value);
    if (marked !== undefined && Math.abs(offset - marked) <= MARK_REACH - WIDEST_STORE) return false;
    this.#marked.set(value, offset);
    return true;
  }
}

/** Bytes of a vector. */
const WIDEST_STORE = 16;
