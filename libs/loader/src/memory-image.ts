/**
 * The content of one linear memory, kept as runs: of bytes to copy back, and of zeros to fill in, which costs less than
 * half as much. Most of a fresh guest's memory is its free heap and stack.
 */
export interface MemoryImage {
  /** Bytes of the memory. */
  readonly length: number;
  /** Makes a memory of the same length equal to the image. */
  writeTo(live: Uint8Array): void;
  /** Whether the bytes are those of the image. */
  equals(bytes: Uint8Array): boolean;
}

interface Run {
  readonly start: number;
  readonly end: number;
  /** Undefined: zeros. */
  readonly content: Uint8Array | undefined;
}

/** Granularity of runs. Memories are whole pages of 64 KiB, so that blocks divide them. */
const BLOCK = 16 * 1024;

/** Takes the image of a memory's bytes. */
export function imageOf(bytes: Uint8Array): MemoryImage {
  const runs = runsOf(bytes);
  return {
    length: bytes.length,
    writeTo: (live) => {
      for (const { start, end, content } of runs) {
        if (content) live.set(content, start);
        else live.fill(0, start, end);
      }
    },
    equals: (other) =>
      other.length === bytes.length &&
      runs.every(({ start, end, content }) => sameWords(other.subarray(start, end), content)),
  };
}

function runsOf(bytes: Uint8Array): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < bytes.length;) {
    const zero = isZero(bytes, start);
    let end = start + BLOCK;
    while (end < bytes.length && isZero(bytes, end) === zero) end += BLOCK;
    runs.push({ start, end, content: zero ? undefined : bytes.slice(start, end) });
    start = end;
  }
  return runs;
}

const isZero = (bytes: Uint8Array, block: number): boolean =>
  sameWords(bytes.subarray(block, block + BLOCK), undefined);

/** Compares by words; blocks are a multiple of four bytes long and aligned. `undefined` stands for zeros. */
function sameWords(bytes: Uint8Array, content: Uint8Array | undefined): boolean {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  if (!content) {
    for (let i = 0; i < words.length; i++) if (words[i] !== 0) return false;
    return true;
  }
  const wanted = new Int32Array(content.buffer, content.byteOffset, content.length / 4);
  for (let i = 0; i < words.length; i++) if (words[i] !== wanted[i]) return false;
  return true;
}
