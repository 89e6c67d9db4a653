import { CompactRange, emptyRoot, nodeHash, type Sha256 } from './merkle.ts';

/**
 * Proofs over RFC 6962 trees. Making one here reads all leaf hashes of the tree; checking one takes log2(size) hashes
 * and needs nothing but the proof. Checking follows RFC 9162, sections 2.1.3.2 and 2.1.4.2.
 */

/** RFC 6962, 2.1.1: what must be hashed with leaf `index`, from the leaf's sibling up to the root. */
export function inclusionPath(digest: Sha256, leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (index >= leaves.length) throw new RangeError(`a tree of ${leaves.length} leaves has no leaf ${index}`);
  if (leaves.length === 1) return [];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionPath(digest, left, index), treeRoot(digest, right)]
    : [...inclusionPath(digest, right, index - split), treeRoot(digest, left)];
}

/** The root that a leaf at `index` of a tree of `size` leaves has under a path; undefined when the path has the wrong length. */
export function rootOfInclusion(
  digest: Sha256,
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  if (index >= size) return undefined;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(digest, sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = nodeHash(digest, hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? hash : undefined;
}

/** RFC 6962, 2.1.2: shows that the tree of the first `size` leaves is a beginning of the tree of all. */
export function consistencyPath(digest: Sha256, leaves: readonly Uint8Array[], size: number): Uint8Array[] {
  if (size < 1 || size > leaves.length)
    throw new RangeError(`a tree of ${leaves.length} leaves has no beginning of ${size}`);
  return subproof(digest, leaves, size, true);
}

function subproof(digest: Sha256, leaves: readonly Uint8Array[], size: number, known: boolean): Uint8Array[] {
  if (size === leaves.length) return known ? [] : [treeRoot(digest, leaves)];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return size <= split
    ? [...subproof(digest, left, size, known), treeRoot(digest, right)]
    : [...subproof(digest, right, size - split, false), treeRoot(digest, left)];
}

export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether the path shows that the tree of `second` begins with the tree of `first` (both of at least one leaf). */
export function isConsistent(digest: Sha256, first: TreeHead, second: TreeHead, path: readonly Uint8Array[]): boolean {
  if (first.size < 1 || first.size > second.size) return false;
  if (first.size === second.size) return path.length === 0 && equal(first.root, second.root);
  const [start, ...rest] = isPowerOfTwo(first.size) ? [first.root, ...path] : path;
  if (start === undefined) return false;
  let [node, last] = [first.size - 1, second.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [old, now] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, now] = [nodeHash(digest, sibling, old), nodeHash(digest, sibling, now)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else now = nodeHash(digest, now, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equal(old, first.root) && equal(now, second.root);
}

export function treeRoot(digest: Sha256, leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return emptyRoot(digest);
  const range = new CompactRange(digest);
  for (const leaf of leaves) range.append(leaf);
  return range.root();
}

const half = (n: number): number => Math.floor(n / 2);
const isPowerOfTwo = (n: number): boolean => largestPowerBelow(n + 1) === n;

/** The largest power of two that is smaller than n (n > 1). */
function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);
