/**
 * The bytes of a guest's memory as the host reads and writes them. Growth detaches a buffer, so views are fetched
 * through here. Every access is within the memory or throws a RangeError, which counts as the guest's out-of-bounds.
 */
export class GuestMemory {
  readonly #memory: WebAssembly.Memory;
  #bytes: Uint8Array;
  #view: DataView;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }

  get bytes(): Uint8Array {
    if (this.#bytes.length === 0) this.#refresh();
    return this.#bytes;
  }

  get view(): DataView {
    if (this.#bytes.length === 0) this.#refresh();
    return this.#view;
  }

  /** A view of a stretch; pointers and lengths come as the signed 32 bits of a core value. */
  stretch(pointer: number, length: number): Uint8Array {
    const { bytes } = this;
    const [from, size] = [pointer >>> 0, length >>> 0];
    if (from + size > bytes.length) throw new RangeError('a text lies outside the bounds of the memory');
    return bytes.subarray(from, from + size);
  }

  #refresh(): void {
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
  }
}
