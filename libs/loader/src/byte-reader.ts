/** Bytes that do not have the form they claim; caught where a binary enters, never seen by a caller of this package. */
export class MalformedBinary extends Error {}

/** One section of a module or component: its id and its bytes. */
export interface Section {
  readonly id: number;
  readonly body: Uint8Array;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads the primitives of the WebAssembly binary formats; never past the end, never for ever. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get position(): number {
    return this.#at;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new MalformedBinary('the bytes end in the middle of a value');
    this.#at += 1;
    return value;
  }

  bytes(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw new MalformedBinary('a length goes past the end of the bytes');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** An unsigned LEB128 of up to 32 bits. */
  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if ((byte & 0x80) === 0) {
        if (value > 0xffff_ffff) break;
        return value;
      }
    }
    throw new MalformedBinary('a number does not fit 32 bits');
  }

  /** Skips a LEB128 of either sign, up to 64 bits. */
  skipLeb(): void {
    for (let i = 0; i < 10; i++) if ((this.byte() & 0x80) === 0) return;
    throw new MalformedBinary('a number does not fit 64 bits');
  }

  /** A length-prefixed UTF-8 name. */
  name(): string {
    const bytes = this.bytes(this.u32());
    try {
      return decoder.decode(bytes);
    } catch {
      throw new MalformedBinary('a name is not UTF-8');
    }
  }

  /** A counted list. The count is not trusted: every item takes at least a byte. */
  list<T>(item: () => T): T[] {
    const items: T[] = [];
    for (let left = this.u32(); left > 0; left--) items.push(item());
    return items;
  }
}

/** The sections after the eight bytes of the preamble, which must be `layer` (core module or component). */
export function readSections(bytes: Uint8Array, layer: 'module' | 'component'): Section[] {
  const reader = new ByteReader(bytes);
  const preamble = layer === 'module' ? [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0] : [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0];
  for (const expected of preamble)
    if (reader.byte() !== expected) throw new MalformedBinary(`it is not a WebAssembly ${layer}`);
  const sections: Section[] = [];
  while (!reader.done) sections.push({ id: reader.byte(), body: reader.bytes(reader.u32()) });
  return sections;
}
