import { CARD_SHIFT } from '@esta-logic/meter';

/**
 * The bytes of a guest's memory as the host reads and writes them. Growth detaches a buffer, so views are fetched
 * through here. Every access is within the memory or throws a RangeError, which counts as the guest's out-of-bounds.
 * What the host writes is marked among the memory's cards, as the guest's own stores are.
 */
export class GuestMemory {
  readonly #memory: WebAssembly.Memory;
  readonly #cards: Uint8Array | undefined;
  #bytes: Uint8Array;
  #view: DataView;

  constructor(memory: WebAssembly.Memory, cards: Uint8Array | undefined) {
    this.#memory = memory;
    this.#cards = cards;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }

  /** For reading only. */
  get view(): DataView {
    if (this.#bytes.length === 0) this.#refresh();
    return this.#view;
  }

  get length(): number {
    return this.view.byteLength;
  }

  /** A stretch to read; pointers and lengths come as the signed 32 bits of a core value. */
  source(pointer: number, length: number): Uint8Array {
    const [from, size] = [pointer >>> 0, length >>> 0];
    this.#check(from, size);
    return this.#bytes.subarray(from, from + size);
  }

  /** A stretch that is written now. */
  target(pointer: number, length: number): Uint8Array {
    const [from, size] = [pointer >>> 0, length >>> 0];
    this.#check(from, size);
    this.#mark(from, size);
    return this.#bytes.subarray(from, from + size);
  }

  /** Writes a text that has only ASCII characters. */
  setAscii(at: number, text: string): void {
    this.#check(at, text.length);
    this.#mark(at, text.length);
    const bytes = this.#bytes;
    for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  }

  setUint8(at: number, value: number): void {
    this.view.setUint8(at, value);
    this.#mark(at, 1);
  }

  setUint32(at: number, value: number): void {
    this.view.setUint32(at, value, true);
    this.#mark(at, 4);
  }

  setBigUint64(at: number, value: bigint): void {
    this.view.setBigUint64(at, value, true);
    this.#mark(at, 8);
  }

  #check(from: number, size: number): void {
    if (from + size > this.length) throw new RangeError('a value lies outside the bounds of the memory');
  }

  #mark(at: number, size: number): void {
    const cards = this.#cards;
    if (!cards || size === 0) return;
    const last = (at + size - 1) >>> CARD_SHIFT;
    for (let card = at >>> CARD_SHIFT; card <= last; card++) cards[card] = 1;
  }

  #refresh(): void {
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
  }
}
