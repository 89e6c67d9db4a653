import { refuseMalformed } from './refusal.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A cursor over the input. Every read is checked against `end`, so hostile lengths end in a refusal and never in a hang. */
export class ByteReader {
  readonly bytes: Uint8Array;
  pos: number;
  end: number;

  constructor(bytes: Uint8Array, pos = 0, end = bytes.length) {
    this.bytes = bytes;
    this.pos = pos;
    this.end = end;
  }

  u8(): number {
    if (this.pos >= this.end) refuseMalformed('it ends too early', this.pos);
    return this.bytes[this.pos++]!;
  }

  /** Unsigned LEB128 of at most 32 bits. */
  u32(): number {
    const first = this.u8();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    for (let shift = 7; shift < 35; shift += 7) {
      const byte = this.u8();
      if (shift === 28 && byte > 0x0f) break;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return refuseMalformed('a number does not fit 32 bits', this.pos);
  }

  /** Signed LEB128 of at most 33 bits: block types and heap types. */
  s33(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return byte & 0x40 ? value - 2 ** (shift + 7) : value;
    }
    return refuseMalformed('a type index does not fit 33 bits', this.pos);
  }

  /** Steps over a LEB128 of at most 64 bits without building its value. */
  skipLeb(): void {
    for (let count = 0; count < 10; count += 1) if (this.u8() < 0x80) return;
    refuseMalformed('a number does not fit 64 bits', this.pos);
  }

  skip(count: number): void {
    if (count > this.end - this.pos) refuseMalformed('it ends too early', this.pos);
    this.pos += count;
  }

  /** The length of a vector; each element takes at least one byte, so a longer one than what is left is malformed. */
  vectorLength(): number {
    const length = this.u32();
    if (length > this.end - this.pos) refuseMalformed('a vector is longer than its section', this.pos);
    return length;
  }

  name(): string {
    const length = this.vectorLength();
    const at = this.pos;
    this.pos += length;
    try {
      return decoder.decode(this.bytes.subarray(at, this.pos));
    } catch {
      return refuseMalformed('a name is not UTF-8', at);
    }
  }
}
