/**
 * BLAKE3 with its default 32 bytes, unkeyed (https://github.com/BLAKE3-team/BLAKE3-specs, section 2), as hexadecimal.
 * A pack is hashed once, when it is loaded, where neither a host nor its libraries can be asked: so it is short, not fast.
 */
export function blake3(message: Uint8Array): string {
  const words = message.length <= CHUNK ? chunk(message, 0, ROOT) : tree(message, 0, ROOT);
  return [...words].map(littleEndianHex).join('');
}

/** Fractional parts of the square roots of the first eight primes, as in SHA-256. */
const IV = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
const ORDER = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8];
/** Columns, then diagonals, of the state as a square of four by four. */
const LANES = ['048c', '159d', '26ae', '37bf', '05af', '16bc', '278d', '349e'].map((lane) =>
  [...lane].map((place) => parseInt(place, 16)),
);
const TURNS = [16, 12, 8, 7];
const ROUNDS = 7;
const CHUNK = 1024;
const BLOCK = 64;
const [CHUNK_START, CHUNK_END, PARENT, ROOT] = [1, 2, 4, 8];

/** The left side of a subtree holds the largest power of two of whole chunks that leaves something for the right. */
function tree(bytes: Uint8Array, first: number, flags: number): Uint32Array {
  if (bytes.length <= CHUNK) return chunk(bytes, first, flags);
  const left = 2 ** Math.floor(Math.log2(Math.ceil(bytes.length / CHUNK) - 1));
  const children = [
    ...tree(bytes.subarray(0, left * CHUNK), first, 0),
    ...tree(bytes.subarray(left * CHUNK), first + left, 0),
  ];
  return compress(IV, children, 0, BLOCK, PARENT! | flags);
}

function chunk(bytes: Uint8Array, counter: number, flags: number): Uint32Array {
  let value: ArrayLike<number> = IV;
  const blocks = Math.max(1, Math.ceil(bytes.length / BLOCK));
  for (let i = 0; i < blocks; i++) {
    const block = bytes.subarray(i * BLOCK, (i + 1) * BLOCK);
    const marks = (i === 0 ? CHUNK_START! : 0) | (i === blocks - 1 ? CHUNK_END! | flags : 0);
    value = compress(value, wordsOf(block), counter, block.length, marks);
  }
  return Uint32Array.from(value);
}

function wordsOf(block: Uint8Array): number[] {
  const words = Array.from({ length: BLOCK / 4 }, () => 0);
  block.forEach((byte, at) => (words[at >> 2]! |= byte << ((at & 3) * 8)));
  return words;
}

function compress(
  value: ArrayLike<number>,
  block: readonly number[],
  counter: number,
  length: number,
  flags: number,
): Uint32Array {
  const state = Uint32Array.of(...Array.from(value), ...IV.slice(0, 4), counter, 0, length, flags);
  let message = block;
  for (let round = 0; round < ROUNDS; round++) {
    LANES.forEach((lane, i) => mix(state, lane, message[2 * i]!, message[2 * i + 1]!));
    const before = message;
    message = ORDER.map((from) => before[from]!);
  }
  return state.map((word, i) => word ^ state[(i + 8) % 16]!).subarray(0, 8);
}

function mix(state: Uint32Array, lane: readonly number[], x: number, y: number): void {
  const [a, b, c, d] = lane as [number, number, number, number];
  const half = (word: number, turnD: number, turnB: number): void => {
    state[a] = state[a]! + state[b]! + word;
    state[d] = rotated(state[d]! ^ state[a], turnD);
    state[c] = state[c]! + state[d];
    state[b] = rotated(state[b]! ^ state[c], turnB);
  };
  half(x, TURNS[0]!, TURNS[1]!);
  half(y, TURNS[2]!, TURNS[3]!);
}

const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function littleEndianHex(word: number): string {
  return [0, 8, 16, 24].map((shift) => ((word >>> shift) & 0xff).toString(16).padStart(2, '0')).join('');
}
