import { MARK_REACH } from './state-globals.ts';

/** A place in the nesting of blocks: how deep, and in which of the blocks that were opened so deep. */
interface Place {
  readonly depth: number;
  readonly block: number;
}

interface Mark extends Place {
  readonly offset: number;
}

/**
 * Which stores of a function need no mark of their own: behind another store on every path here, through the same
 * pointer, so near that putting its card back, and MARK_REACH bytes on both sides, covers them.
 * Pointers are told apart by value numbers: a local has a new one when it is assigned, or that of the local that was
 * copied to it. What happened in a block that is still open happened on every way here; once it is closed, or its other
 * arm begins, nobody knows. In a loop, what a local was before it says nothing: a later turn may find it assigned.
 */
export class CardMarks {
  /** Numbers of the open blocks, outermost first, and the depths of those that are loops. */
  readonly #open: number[] = [];
  readonly #loops: number[] = [];
  #blocks = 0;
  /** By local: the number of its value, and where it got it. */
  #numbers = new Int32Array(256);
  #depths = new Int32Array(256);
  #in = new Int32Array(256);
  #next = 1;
  /** By value number: the last mark through it. */
  readonly #marks = new Map<number, Mark>();

  /** Starts a function with so many locals: its body is the outermost block. */
  begin(locals: number): void {
    if (locals > this.#numbers.length) {
      this.#numbers = new Int32Array(locals * 2);
      this.#depths = new Int32Array(locals * 2);
      this.#in = new Int32Array(locals * 2);
    }
    this.#open.length = 0;
    this.#loops.length = 0;
    this.#marks.clear();
    this.openBlock(false);
  }

  openBlock(isLoop: boolean): void {
    if (isLoop) this.#loops.push(this.#open.length);
    this.#open.push(++this.#blocks);
  }

  closeBlock(): void {
    this.#open.pop();
    if (this.#loops.at(-1) === this.#open.length) this.#loops.pop();
  }

  /** The other arm of the innermost block begins, or one of its handlers. */
  otherArm(): void {
    this.#open[this.#open.length - 1] = ++this.#blocks;
  }

  /** The number of a local's value. */
  valueOf(local: number): number {
    const [depth, block] = [this.#depths[local]!, this.#in[local]!];
    const loop = this.#loops.at(-1) ?? 0;
    const holds = this.#open[depth] === block;
    if (holds && depth >= loop) return this.#numbers[local]!;
    // Not assigned since the innermost loop, or the function, began: it is what it was there.
    const unchanged = holds || block < this.#open[0]!;
    return this.#name(local, unchanged ? loop : this.#open.length - 1, this.#next++);
  }

  /** A local is assigned; `value` is the number of what it is given, 0 when that is new. Returns its number. */
  assign(local: number, value: number): number {
    return this.#name(local, this.#open.length - 1, value || this.#next++);
  }

  #name(local: number, depth: number, value: number): number {
    this.#depths[local] = depth;
    this.#in[local] = this.#open[depth]!;
    return (this.#numbers[local] = value);
  }

  /** Whether a store through the pointer of that number (0: unknown) needs a mark, which then counts as given at `markedOffset`. */
  needsMark(value: number, storeOffset: number): boolean {
    if (value === 0) return true;
    const last = this.#marks.get(value);
    if (last && this.#open[last.depth] === last.block && Math.abs(storeOffset - last.offset) <= NEAR) return false;
    const offset = markedOffset(storeOffset);
    const depth = this.#open.length - 1;
    this.#marks.set(value, { offset, depth, block: this.#open[depth]! });
    return true;
  }
}

/** Bytes of a vector. */
const WIDEST_STORE = 16;
const NEAR = MARK_REACH - WIDEST_STORE;

/** How far behind the pointer the mark of a store is set: at the pointer itself where that is near enough, which saves an addition. */
export const markedOffset = (storeOffset: number): number =>
  storeOffset >= 0 && storeOffset <= NEAR ? 0 : storeOffset;
