import type { GuestChange, StoredEntry } from '@esta-logic/kernel-boundary';
import type { GuestMemory } from './guest-memory.ts';
import type { Allocate, GuestText } from './guest-text.ts';

/** Sizes of the records `entry` (two strings) and `change` (a string, an option of one) in memory. */
const ENTRY_BYTES = 16;
const CHANGE_BYTES = 20;

/** Carries the values of the world's functions in and out of a guest's memory. */
export class WorldValues {
  readonly #memory: GuestMemory;
  readonly #text: GuestText;
  readonly #allocate: Allocate;

  constructor(memory: GuestMemory, text: GuestText, allocate: Allocate) {
    this.#memory = memory;
    this.#text = text;
    this.#allocate = allocate;
  }

  /** `option<string>` from its flattened parts. */
  optionalText(tag: number, pointer: number, length: number): string | undefined {
    if (tag >>> 0 > 1) throw new TypeError('invalid variant discriminant for option');
    return tag === 0 ? undefined : this.#text.lift(pointer, length);
  }

  /** `list<change>`. */
  changes(pointer: number, count: number): GuestChange[] {
    const first = pointer >>> 0;
    if (first + (count >>> 0) * CHANGE_BYTES > this.#memory.length)
      throw new RangeError('a list lies outside the bounds of the memory');
    return Array.from({ length: count }, (_, i) => this.#change(first + i * CHANGE_BYTES));
  }

  #change(at: number): GuestChange {
    const { view } = this.#memory;
    const word = (offset: number): number => view.getUint32(at + offset, true);
    const key = this.#text.lift(word(0), word(4));
    return { key, value: this.optionalText(view.getUint8(at + 8), word(12), word(16)) };
  }

  readonly storeNothing = (): void => {};

  readonly storeText = (value: string, at: number): void => this.#text.lower(value, at);

  readonly storeOptionalText = (value: string | undefined, at: number): void => {
    this.#memory.setUint8(at, value === undefined ? 0 : 1);
    if (value !== undefined) this.#text.lower(value, at + 4);
  };

  readonly storeMilliseconds = (value: bigint, at: number): void => this.#memory.setBigUint64(at, value);

  readonly storeHandle = (handle: number, at: number): void => this.#memory.setUint32(at, handle);

  /** `list<entry>`. */
  readonly storeEntries = (entries: readonly StoredEntry[], at: number): void => {
    const list = this.#allocate(4, entries.length * ENTRY_BYTES) >>> 0;
    for (const [i, { key, value }] of entries.entries()) {
      this.#text.lower(key, list + i * ENTRY_BYTES);
      this.#text.lower(value, list + i * ENTRY_BYTES + 8);
    }
    this.#memory.setUint32(at, list);
    this.#memory.setUint32(at + 4, entries.length);
  };
}
