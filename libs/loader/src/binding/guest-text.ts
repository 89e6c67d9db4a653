import type { GuestMemory } from './guest-memory.ts';

/** Carries texts in and out of a guest's memory in the encoding that its canonical options name. */
export interface GuestText {
  /** The text at `pointer`; `length` in code units of the encoding. Throws on what is out of bounds or not that encoding. */
  lift(pointer: number, length: number): string;
  /** Writes a text to memory that the guest allocates, and its pointer and length to `at`. */
  lower(text: string, at: number): void;
}

/** The guest's allocator, as `realloc(0, 0, alignment, size)`. */
export type Allocate = (alignment: number, size: number) => number;

/** Where writing byte by byte is faster than asking the engine. */
const SHORT = 16;
const SCRATCH_BYTES = 3 * 64 * 1024;

const encoder = new TextEncoder();
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf16 = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true });
/**
 * Three bytes for every code unit: some engines leave out the end of a text when it is encoded into exactly the bytes that
 * it takes. Between encoding and copying nothing of a guest runs that could reach it.
 */
const scratch = new Uint8Array(SCRATCH_BYTES);

function storePair(memory: GuestMemory, at: number, pointer: number, length: number): void {
  memory.setUint32(at, pointer);
  memory.setUint32(at + 4, length);
}

export class Utf8Text implements GuestText {
  readonly #memory: GuestMemory;
  readonly #allocate: Allocate;

  constructor(memory: GuestMemory, allocate: Allocate) {
    this.#memory = memory;
    this.#allocate = allocate;
  }

  lift(pointer: number, length: number): string {
    const stretch = this.#memory.source(pointer, length);
    return stretch.length === 0 ? '' : utf8.decode(stretch);
  }

  lower(text: string, at: number): void {
    if (text.length === 0) return storePair(this.#memory, at, 1, 0);
    if (text.length <= SHORT && isAscii(text)) return this.#lowerAscii(text, at);
    if (text.length * 3 > SCRATCH_BYTES) return this.#lowerLong(text, at);
    const { written } = encoder.encodeInto(text, scratch);
    const pointer = this.#allocate(1, written) >>> 0;
    this.#memory.target(pointer, written).set(scratch.subarray(0, written));
    storePair(this.#memory, at, pointer, written);
  }

  #lowerAscii(text: string, at: number): void {
    const pointer = this.#allocate(1, text.length) >>> 0;
    this.#memory.setAscii(pointer, text);
    storePair(this.#memory, at, pointer, text.length);
  }

  #lowerLong(text: string, at: number): void {
    const encoded = encoder.encode(text);
    const pointer = this.#allocate(1, encoded.length) >>> 0;
    this.#memory.target(pointer, encoded.length).set(encoded);
    storePair(this.#memory, at, pointer, encoded.length);
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

export class Utf16Text implements GuestText {
  readonly #memory: GuestMemory;
  readonly #allocate: Allocate;

  constructor(memory: GuestMemory, allocate: Allocate) {
    this.#memory = memory;
    this.#allocate = allocate;
  }

  lift(pointer: number, length: number): string {
    if ((pointer & 1) !== 0) throw new RangeError('unaligned pointer of a text in UTF-16');
    if (length >>> 0 > 0x7fff_ffff) throw new RangeError('a value lies outside the bounds of the memory');
    return utf16.decode(this.#memory.source(pointer, length << 1));
  }

  lower(text: string, at: number): void {
    const whole = text.isWellFormed() ? text : text.toWellFormed();
    const pointer = this.#allocate(2, whole.length * 2) >>> 0;
    if ((pointer & 1) !== 0) throw new RangeError('unaligned pointer of a text in UTF-16');
    const stretch = this.#memory.target(pointer, whole.length * 2);
    const units = new Uint16Array(stretch.buffer, stretch.byteOffset, whole.length);
    for (let i = 0; i < whole.length; i++) units[i] = whole.charCodeAt(i);
    storePair(this.#memory, at, pointer, whole.length);
  }
}
