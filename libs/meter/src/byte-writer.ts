/** A growing output buffer; runs of input are copied whole, never byte by byte. */
export class ByteWriter {
  #buffer: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1024) {
    this.#buffer = new Uint8Array(capacity);
  }

  #reserve(count: number): Uint8Array<ArrayBuffer> {
    const needed = this.length + count;
    if (needed > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, this.length));
      this.#buffer = larger;
    }
    return this.#buffer;
  }

  u8(byte: number): this {
    this.#reserve(1)[this.length++] = byte;
    return this;
  }

  /** Several bytes: mostly opcodes with one-byte immediates. */
  op(...bytes: number[]): this {
    const buffer = this.#reserve(bytes.length);
    for (const byte of bytes) buffer[this.length++] = byte;
    return this;
  }

  /** Unsigned LEB128. */
  u32(value: number): this {
    const buffer = this.#reserve(5);
    let rest = value >>> 0;
    while (rest >= 0x80) {
      buffer[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    buffer[this.length++] = rest;
    return this;
  }

  /** Signed LEB128 of a safe integer. */
  sleb(value: number): this {
    let rest = value;
    for (;;) {
      const low = ((rest % 128) + 128) % 128;
      rest = (rest - low) / 128;
      if ((rest === 0 && low < 0x40) || (rest === -1 && low >= 0x40)) return this.u8(low);
      this.u8(low | 0x80);
    }
  }

  /** A run of the input, `from` inclusive to `to` exclusive. */
  run(source: Uint8Array, from: number, to: number): this {
    if (to <= from) return this;
    this.#reserve(to - from).set(source.subarray(from, to), this.length);
    this.length += to - from;
    return this;
  }

  bytes(source: Uint8Array): this {
    return this.run(source, 0, source.length);
  }

  name(text: string): this {
    const encoded = new TextEncoder().encode(text);
    return this.u32(encoded.length).bytes(encoded);
  }

  /** A section of a module: id, size, content. */
  section(id: number, content: ByteWriter): this {
    return this.u8(id).u32(content.length).bytes(content.view());
  }

  reset(): this {
    this.length = 0;
    return this;
  }

  /** The bytes so far, not copied: valid until the next write. */
  view(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.length);
  }

  /** The bytes so far, as an own copy. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.length);
  }
}
