import { fail, ok, type Eventual, type Result, type ScanRange, type StoredEntry } from '@esta-logic/kernel-boundary';
import { fromHex, isHash, toHex } from './hex.ts';
import { leafHash, type Sha256 } from './merkle.ts';
import { consistencyPath, inclusionPath, isConsistent, rootOfInclusion } from './merkle-proof.ts';
import type { LogHead, LogKeys } from './open-log.ts';

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
  readonly scan: (range: ScanRange) => Eventual<readonly StoredEntry[]>;
  readonly digest: Sha256;
  readonly keys: LogKeys;
}

const PAGE = 1000;

/** Reads the first `size` records. Faults: invalid-argument, log-broken (fewer records than that). */
export async function proveInclusion(
  options: ProveOptions,
  seq: number,
  size: number,
): Promise<Result<InclusionProof>> {
  if (!(Number.isSafeInteger(seq) && seq >= 0 && seq < size))
    return fail('invalid-argument', `A log of ${size} records has no record ${seq}.`);
  const leaves = await firstLeaves(options, size);
  return leaves.ok ? ok({ seq, size, path: inclusionPath(options.digest, leaves.value, seq).map(toHex) }) : leaves;
}

export async function proveConsistency(
  options: ProveOptions,
  firstSize: number,
  secondSize: number,
): Promise<Result<ConsistencyProof>> {
  if (!(Number.isSafeInteger(firstSize) && firstSize >= 1 && firstSize <= secondSize))
    return fail('invalid-argument', `A log of ${secondSize} records has no beginning of ${firstSize}.`);
  const leaves = await firstLeaves(options, secondSize);
  return leaves.ok
    ? ok({ firstSize, secondSize, path: consistencyPath(options.digest, leaves.value, firstSize).map(toHex) })
    : leaves;
}

/** Whether `record`, the stored text, is in the log of `head`. Needs no store; wrong shapes are simply false. */
export function verifyInclusion(
  digest: Sha256,
  record: string,
  { seq, size, path }: InclusionProof,
  head: LogHead,
): boolean {
  if (size !== head.size || !path.every(isHash)) return false;
  const root = rootOfInclusion(digest, leafHash(digest, record), seq, size, path.map(fromHex));
  return root !== undefined && toHex(root) === head.root;
}

/** Whether the log of `second` begins with exactly the records of the log of `first`. */
export function verifyConsistency(
  digest: Sha256,
  { firstSize, secondSize, path }: ConsistencyProof,
  first: LogHead,
  second: LogHead,
): boolean {
  if (firstSize !== first.size || secondSize !== second.size || ![first.root, second.root, ...path].every(isHash))
    return false;
  const [a, b] = [first, second].map(({ size, root }) => ({ size, root: fromHex(root) })) as [
    { size: number; root: Uint8Array },
    { size: number; root: Uint8Array },
  ];
  return isConsistent(digest, a, b, path.map(fromHex));
}

async function firstLeaves({ scan, digest, keys }: ProveOptions, size: number): Promise<Result<Uint8Array[]>> {
  const leaves: Uint8Array[] = [];
  while (leaves.length < size) {
    const page = await scan({
      from: keys.record(leaves.length),
      to: keys.records.to,
      limit: Math.min(PAGE, size - leaves.length),
    });
    if (page.length === 0)
      return fail('log-broken', `The log has ${leaves.length} records and ${size} are needed; verify it.`);
    for (const { value } of page) leaves.push(leafHash(digest, value));
  }
  return ok(leaves);
}
