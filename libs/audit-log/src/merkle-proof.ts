import { CompactRange, nodeHash, type Sha256 } from './merkle.ts';

/**
 * Proofs over RFC 6962 trees. Making one reads roots of perfect subtrees, about log2(size) of them; checking one needs
 * nothing but the proof, and follows RFC 9162, sections 2.1.3.2 and 2.1.4.2.
 */

/** The root of the perfect subtree of 2^height leaves that begins at leaf index x 2^height. */
export type SubtreeReader = (height: number, index: number) => Promise<Uint8Array>;

/** The leaves from `from` up to, and not with, `to`. */
interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** RFC 6962, 2.1.1: what must be hashed with leaf `index`, from the leaf's sibling up to the root. */
export function inclusionPath(
  digest: Sha256,
  subtree: SubtreeReader,
  index: number,
  size: number,
): Promise<Uint8Array[]> {
  return rootsOf(digest, subtree, siblings(index, { from: 0, to: size }));
}

function siblings(index: number, { from, to }: LeafRange): LeafRange[] {
  if (to - from === 1) return [];
  const split = from + largestPowerBelow(to - from);
  return index < split
    ? [...siblings(index, { from, to: split }), { from: split, to }]
    : [...siblings(index, { from: split, to }), { from, to: split }];
}

/** RFC 6962, 2.1.2: shows that the tree of the first `first` leaves is a beginning of the tree of `second` leaves. */
export function consistencyPath(
  digest: Sha256,
  subtree: SubtreeReader,
  first: number,
  second: number,
): Promise<Uint8Array[]> {
  return rootsOf(digest, subtree, subproof(first, { from: 0, to: second }, true));
}

function subproof(first: number, range: LeafRange, known: boolean): LeafRange[] {
  const { from, to } = range;
  if (first === to) return known ? [] : [range];
  const split = from + largestPowerBelow(to - from);
  return first <= split
    ? [...subproof(first, { from, to: split }, known), { from: split, to }]
    : [...subproof(first, { from: split, to }, false), { from, to: split }];
}

async function rootsOf(digest: Sha256, subtree: SubtreeReader, ranges: readonly LeafRange[]): Promise<Uint8Array[]> {
  const roots: Uint8Array[] = [];
  for (const range of ranges) roots.push(await rootOfRange(digest, subtree, range));
  return roots;
}

/** The root over all leaves of a tree of `size` leaves (at least one). */
export const rootOfTree = (digest: Sha256, subtree: SubtreeReader, size: number): Promise<Uint8Array> =>
  rootOfRange(digest, subtree, { from: 0, to: size });

/** A range that a split of RFC 6962 makes begins at a multiple of its largest perfect subtree, so it consists of perfect ones. */
async function rootOfRange(digest: Sha256, subtree: SubtreeReader, { from, to }: LeafRange): Promise<Uint8Array> {
  const roots: Uint8Array[] = [];
  for (let at = from; at < to;) {
    let [height, width] = [0, 1];
    while (width * 2 <= to - at) [height, width] = [height + 1, width * 2];
    roots.push(await subtree(height, at / width));
    at += width;
  }
  const last = roots.pop() as Uint8Array;
  return roots.reduceRight((right, left) => nodeHash(digest, left, right), last);
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
