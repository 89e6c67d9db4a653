/**
 * BLAKE3 with its default 32-byte output, unkeyed, written from the specification
 * (https://github.com/BLAKE3-team/BLAKE3-specs, section 2): chunks of 1,024 bytes are the leaves of a binary tree.
 */
export function blake3(message: Uint8Array): string {
  return toHex(rootWords(message));
}

/** The same constants as SHA-256's initial state. */
const IV = Uint32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);
const PERMUTATION = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8];
const CHUNK_START = 1;
const CHUNK_END = 2;
const PARENT = 4;
const ROOT = 8;
const CHUNK = 1024;
const BLOCK = 64;

function rootWords(message: Uint8Array): Uint32Array {
  if (message.length <= CHUNK) return chunkValue(message, 0, ROOT);
  return subtree(message, 0, ROOT);
}

/** The chaining value of a subtree: its left side holds the largest power of two of whole chunks that leaves something right. */
function subtree(bytes: Uint8Array, firstChunk: number, flags: number): Uint32Array {
  if (bytes.length <= CHUNK) return chunkValue(bytes, firstChunk, flags);
  const leftChunks = 2 ** Math.floor(Math.log2(Math.ceil(bytes.length / CHUNK) - 1));
  const block = new Uint32Array(16);
  block.set(subtree(bytes.subarray(0, leftChunks * CHUNK), firstChunk, 0));
  block.set(subtree(bytes.subarray(leftChunks * CHUNK), firstChunk + leftChunks, 0), 8);
  return compress(IV, block, 0, BLOCK, PARENT | flags);
}

function chunkValue(chunk: Uint8Array, counter: number, flags: number): Uint32Array {
  let value: Uint32Array = IV;
  const blocks = Math.max(1, Math.ceil(chunk.length / BLOCK));
  for (let i = 0; i < blocks; i++) {
    const part = chunk.subarray(i * BLOCK, (i + 1) * BLOCK);
    const last = i === blocks - 1;
    value = compress(
      value,
      blockWords(part),
      counter,
      part.length,
      (i === 0 ? CHUNK_START : 0) | (last ? CHUNK_END | flags : 0),
    );
  }
  return value;
}

function blockWords(part: Uint8Array): Uint32Array {
  const padded = new Uint8Array(BLOCK);
  padded.set(part);
  const view = new DataView(padded.buffer);
  return Uint32Array.from({ length: 16 }, (_, i) => view.getUint32(i * 4, true));
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function mix(v: Uint32Array, [a, b, c, d]: readonly [number, number, number, number], x: number, y: number): void {
  const at = (i: number): number => v[i] as number;
  v[a] = at(a) + at(b) + x;
  v[d] = rotate(at(d) ^ at(a), 16);
  v[c] = at(c) + at(d);
  v[b] = rotate(at(b) ^ at(c), 12);
  v[a] = at(a) + at(b) + y;
  v[d] = rotate(at(d) ^ at(a), 8);
  v[c] = at(c) + at(d);
  v[b] = rotate(at(b) ^ at(c), 7);
}

/** Four columns, then four diagonals. */
const LANES = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

function compress(value: Uint32Array, block: Uint32Array, counter: number, length: number, flags: number): Uint32Array {
  const v = new Uint32Array(16);
  v.set(value);
  v.set(IV.subarray(0, 4), 8);
  v.set([counter >>> 0, Math.floor(counter / 0x1_0000_0000), length, flags], 12);
  let message = block;
  for (let round = 0; round < 7; round++) {
    LANES.forEach((lane, i) => mix(v, lane, message[i * 2] as number, message[i * 2 + 1] as number));
    const before = message;
    message = Uint32Array.from(PERMUTATION, (from) => before[from] as number);
  }
  return Uint32Array.from({ length: 8 }, (_, i) => (v[i] as number) ^ (v[i + 8] as number));
}

function toHex(words: Uint32Array): string {
  const view = new DataView(new ArrayBuffer(32));
  words.forEach((word, i) => view.setUint32(i * 4, word, true));
  return Array.from(new Uint8Array(view.buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
