/**
 * The content of one linear memory, with its runs of zeros, which cost less than half as much to fill in as bytes to
 * copy back. Most of a fresh guest's memory is its free heap and stack.
 */
export interface MemoryImage {
  /** Bytes of the memory. */
  readonly length: number;
  readonly bytes: Uint8Array;
  /** Makes a memory of the same length equal to the image. */
  writeTo(live: Uint8Array): void;
  /** Whether the bytes are those of the image. */
  equals(bytes: Uint8Array): boolean;
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly zero: boolean;
}

/** Granularity of runs. Memories are whole pages of 64 KiB, so that blocks divide them. */
const BLOCK = 16 * 1024;

/** Takes the image of a memory's bytes. */
export function imageOf(live: Uint8Array): MemoryImage {
  const bytes = live.slice();
  const runs = runsOf(bytes);
  return {
    length: bytes.length,
    bytes,
    writeTo: (target) => {
      for (const { start, end, zero } of runs) {
        if (zero) target.fill(0, start, end);
        else target.set(bytes.subarray(start, end), start);
      }
    },
    equals: (other) => other.length === bytes.length && sameWords(other, bytes),
  };
}

function runsOf(bytes: Uint8Array): Run[] {
  const runs: Run[] = [];
  const zeros = new Uint8Array(BLOCK);
  const isZero = (block: number): boolean => sameWords(bytes.subarray(block, block + BLOCK), zeros);
  for (let start = 0; start < bytes.length;) {
    const zero = isZero(start);
    let end = start + BLOCK;
    while (end < bytes.length && isZero(end) === zero) end += BLOCK;
    runs.push({ start, end, zero });
    start = end;
  }
  return runs;
}

/** Compares by words; blocks are a multiple of four bytes long and aligned. */
function sameWords(bytes: Uint8Array, wanted: Uint8Array): boolean {
  const [one, other] = [bytes, wanted].map(
    ({ buffer, byteOffset, length }) => new Int32Array(buffer, byteOffset, length / 4),
  ) as [Int32Array, Int32Array];
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}
