import type { Slot } from '@esta-logic/kernel-boundary';

/** No capability has this slot: what a number refers to that is no handle of the guest. */
const NO_SLOT: Slot = -1;
const NONE = 0;

/**
 * The handles of one instance to resources of one type, each a slot of the process's CSpace. Numbers count from 1 and
 * the last that was dropped is given out first, so that the same work gives the same numbers.
 */
export class HandleTable {
  /** By handle; a free place has {@link NO_SLOT}. */
  readonly #slots: Slot[] = [NO_SLOT];
  /** By handle: the free place after it. */
  readonly #next: number[] = [NONE];
  #free = NONE;

  create(slot: Slot): number {
    const handle = this.#free;
    if (handle === NONE) {
      this.#next.push(NONE);
      return this.#slots.push(slot) - 1;
    }
    this.#free = this.#next[handle]!;
    this.#slots[handle] = slot;
    return handle;
  }

  /** The slot behind a handle; a number that is none has a slot that the kernel refuses. */
  slot(handle: number): Slot {
    return this.#slots[handle >>> 0] ?? NO_SLOT;
  }

  /** Takes a handle away and gives its slot; a number that is none is a trap. */
  remove(handle: number): Slot {
    const slot = this.slot(handle);
    if (slot === NO_SLOT) throw new WebAssembly.RuntimeError(`unknown handle index ${handle >>> 0}`);
    this.#slots[handle] = NO_SLOT;
    this.#next[handle] = this.#free;
    this.#free = handle;
    return slot;
  }

  /** A function that puts the table back to what it is now. */
  snapshot(): () => void {
    const [slots, next, free] = [[...this.#slots], [...this.#next], this.#free];
    return () => {
      this.#free = free;
      this.#slots.length = this.#next.length = slots.length;
      for (let i = 1; i < slots.length; i++) [this.#slots[i], this.#next[i]] = [slots[i]!, next[i]!];
    };
  }
}
