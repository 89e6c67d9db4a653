import type { Digest } from '@esta-logic/kernel-boundary';
import { HASH_BYTES, putHex } from './hex.ts';

/** The part of the digest port that the log needs. */
export type Sha256 = Pick<Digest, 'sha256'>;

/** What is hashed is put together in place: a digest does not keep its input. */
const LEAF = new Uint8Array(1 + HASH_BYTES);
const NODE = new Uint8Array(1 + 2 * HASH_BYTES);
NODE[0] = 1;

/** RFC 6962 section 2.1: SHA-256(0x00 || entry). The entries of this log are commitments to its records. */
export function leafHash(digest: Sha256, entry: Uint8Array): Uint8Array {
  const leaf = new Uint8Array(entry.length + 1);
  leaf.set(entry, 1);
  return digest.sha256(leaf);
}

/** The leaf of a record: its entry is the SHA-256 of its text. */
export function leafOfRecord(digest: Pick<Digest, 'sha256' | 'sha256Hex'>, text: string): Uint8Array {
  putHex(digest.sha256Hex(text), LEAF, 1);
  return digest.sha256(LEAF);
}

/** RFC 6962 section 2.1: SHA-256(0x01 || left || right). */
export function nodeHash(digest: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  NODE.set(left, 1);
  NODE.set(right, 1 + HASH_BYTES);
  return digest.sha256(NODE);
}

/** The root of the tree of no leaves: SHA-256 of nothing. */
export const emptyRoot = (digest: Sha256): Uint8Array => digest.sha256(new Uint8Array(0));

/**
 * The roots of the perfect subtrees that a tree of `size` leaves consists of, largest first: one for each bit set in
 * `size`. It is all that an append or the tree's root needs, so a log of any length fits in a few hundred bytes.
 */
export class CompactRange {
  readonly #digest: Sha256;
  readonly #roots: Uint8Array[];
  #size: number;

  constructor(digest: Sha256, size = 0, roots: readonly Uint8Array[] = []) {
    if (bitsSet(size) !== roots.length)
      throw new RangeError(`a tree of ${size} leaves has ${bitsSet(size)} perfect subtrees, not ${roots.length}`);
    this.#digest = digest;
    this.#size = size;
    this.#roots = [...roots];
  }

  get size(): number {
    return this.#size;
  }

  get roots(): readonly Uint8Array[] {
    return this.#roots;
  }

  /**
   * One hash on average, log2(size) at most.
   * `completed` hears of every perfect subtree that the leaf completes, with its height; the leaf itself has height 0.
   */
  append(leaf: Uint8Array, completed?: (height: number, root: Uint8Array) => void): void {
    let right = leaf;
    completed?.(0, leaf);
    for (let [bits, height] = [this.#size, 1]; bits % 2 === 1; bits = Math.floor(bits / 2), height++) {
      right = nodeHash(this.#digest, this.#roots.pop() as Uint8Array, right);
      completed?.(height, right);
    }
    this.#size += 1;
    this.#roots.push(right);
  }

  /** RFC 6962's Merkle tree hash of all leaves. */
  root(): Uint8Array {
    const [last, ...larger] = [...this.#roots].reverse();
    if (last === undefined) return emptyRoot(this.#digest);
    return larger.reduce((right, left) => nodeHash(this.#digest, left, right), last);
  }
}

export function bitsSet(size: number): number {
  let count = 0;
  for (let bits = size; bits > 0; bits = Math.floor(bits / 2)) count += bits % 2;
  return count;
}
