import { fail, KernelError, ok, type Digest, type Result } from '@esta-logic/kernel-boundary';
import { fromHex, isHash, toHex } from './hex.ts';
import type { LogKeys, LogReader } from './log-keys.ts';
import { leafHash, type Sha256 } from './merkle.ts';
import { consistencyPath, inclusionPath, isConsistent, rootOfInclusion, rootOfTree } from './merkle-proof.ts';
import type { LogHead } from './open-log.ts';
import { StoredTree } from './stored-tree.ts';

/** That a record is in the log that a head stands for. Hashes are lower-case hexadecimal. */
export interface InclusionProof {
  readonly seq: number;
  readonly size: number;
  readonly path: readonly string[];
}

/** That the log of the second size begins with the log of the first. */
export interface ConsistencyProof {
  readonly firstSize: number;
  readonly secondSize: number;
  readonly path: readonly string[];
}

export interface ProveOptions {
  readonly store: LogReader;
  readonly digest: Pick<Digest, 'sha256' | 'sha256Hex'>;
  readonly keys: LogKeys;
}

/** Reads a few tiles. Faults: invalid-argument, log-broken (fewer records than that, or damaged tiles). */
export async function proveInclusion(
  options: ProveOptions,
  seq: number,
  size: number,
): Promise<Result<InclusionProof>> {
  if (!(Number.isSafeInteger(seq) && seq >= 0 && seq < size))
    return fail('invalid-argument', `A log of ${size} records has no record ${seq}.`);
  return readTree(options, size, async (tree) => ({
    seq,
    size,
    path: (await inclusionPath(options.digest, readerOf(tree), seq, size)).map(toHex),
  }));
}

/** Faults: as `proveInclusion`. */
export async function proveConsistency(
  options: ProveOptions,
  firstSize: number,
  secondSize: number,
): Promise<Result<ConsistencyProof>> {
  if (!(Number.isSafeInteger(firstSize) && firstSize >= 1 && firstSize <= secondSize))
    return fail('invalid-argument', `A log of ${secondSize} records has no beginning of ${firstSize}.`);
  return readTree(options, secondSize, async (tree) => ({
    firstSize,
    secondSize,
    path: (await consistencyPath(options.digest, readerOf(tree), firstSize, secondSize)).map(toHex),
  }));
}

/** The root that the log had when it had `size` records (at least one). Faults: as `proveInclusion`. */
export async function headAt(options: ProveOptions, size: number): Promise<Result<LogHead>> {
  if (!(Number.isSafeInteger(size) && size >= 1)) return fail('invalid-argument', `A log cannot have ${size} records.`);
  return readTree(options, size, async (tree) => ({
    size,
    root: toHex(await rootOfTree(options.digest, readerOf(tree), size)),
  }));
}

/** Whether `commitment`, the SHA-256 of a record in hexadecimal, is that of record `seq` in the log of `head`. Needs no store; wrong shapes are simply false. */
export function verifyInclusion(
  digest: Sha256,
  commitment: string,
  { seq, size, path }: InclusionProof,
  head: LogHead,
): boolean {
  if (size !== head.size || !isCount(seq) || !isCount(size) || !path.every(isHash) || !isHash(commitment)) return false;
  const root = rootOfInclusion(digest, leafHash(digest, fromHex(commitment)), seq, size, path.map(fromHex));
  return root !== undefined && toHex(root) === head.root;
}

/** Whether the log of `second` begins with exactly the records of the log of `first`. */
export function verifyConsistency(
  digest: Sha256,
  { firstSize, secondSize, path }: ConsistencyProof,
  first: LogHead,
  second: LogHead,
): boolean {
  if (firstSize !== first.size || secondSize !== second.size || !isCount(firstSize) || !isCount(secondSize))
    return false;
  if (![first.root, second.root, ...path].every(isHash)) return false;
  const [a, b] = [first, second].map(({ size, root }) => ({ size, root: fromHex(root) })) as [
    { size: number; root: Uint8Array },
    { size: number; root: Uint8Array },
  ];
  return isConsistent(digest, a, b, path.map(fromHex));
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const readerOf = (tree: StoredTree) => tree.subtree.bind(tree);

async function readTree<T>(
  { store, keys, digest }: ProveOptions,
  size: number,
  read: (tree: StoredTree) => Promise<T>,
): Promise<Result<T>> {
  try {
    const tree = await StoredTree.open(store, keys, digest);
    if (tree.size < size)
      return fail('log-broken', `The log has ${tree.size} records and ${size} are needed; verify it.`);
    return ok(await read(tree));
  } catch (cause) {
    if (cause instanceof KernelError) return { ok: false, fault: cause.fault };
    throw cause;
  }
}
