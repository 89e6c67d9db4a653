import {
  canonicalJson,
  fail,
  ok,
  type Result,
  type SignatureVerifier,
  fromBase64,
  toBase64,
} from '@esta-logic/kernel-boundary';
import { fromHex, isHash, toHex } from './hex.ts';
import { emptyRoot, type Sha256 } from './merkle.ts';
import { consistencyPath } from './merkle-proof.ts';
import { cosign, type NoteSigner } from './note-signing.ts';
import type { LogHead } from './open-log.ts';
import { verifyConsistency } from './prove.ts';
import { PublishedTree, readCheckpoint, type PublishedReader } from './published-log.ts';
import { formatNote, type NoteSignature } from './signed-note.ts';
import type { VerifierKey } from './verifier-key.ts';

/**
 * What a witness remembers: of each log, by its origin, the largest checkpoint that it cosigned.
 *
 *   state = { "seen": { <origin>: { "root": <hash>, "size": <number> }... }, "v": 1 }, canonical JSON
 *
 * It must be durable before a cosignature leaves, and nobody else may change it in between: a witness that forgets can be
 * shown two histories.
 */
export type WitnessState = Readonly<Record<string, LogHead>>;

export const encodeWitnessState = (seen: WitnessState): string => canonicalJson({ seen, v: 1 });

/** Fault: log-broken: a witness whose memory is damaged may not sign. */
export function decodeWitnessState(text: string): Result<WitnessState> {
  try {
    const { seen } = JSON.parse(text) as { seen: WitnessState };
    const sound = Object.values(seen).every(
      ({ size, root }) => Number.isSafeInteger(size) && size >= 0 && isHash(root),
    );
    if (sound && encodeWitnessState(seen) === text) return ok(seen);
  } catch {
    // Not JSON: damaged like anything else that is not in its only spelling.
  }
  return fail('log-broken', 'What the witness remembers is damaged; without it, it cannot tell a fork from growth.');
}

/** A body of `add-checkpoint` (C2SP tlog-witness): "old " size, the proof's hashes in base64, an empty line, the checkpoint. */
export interface AddCheckpoint {
  readonly oldSize: number;
  /** Hexadecimal. */
  readonly path: readonly string[];
  /** A signed note. */
  readonly checkpoint: string;
}

const OLD = /^old (0|[1-9]\d{0,15})$/;
const LONGEST_PATH = 63;

export const formatAddCheckpoint = ({ oldSize, path, checkpoint }: AddCheckpoint): string =>
  `old ${oldSize}\n${path.map((hash) => `${toBase64(fromHex(hash))}\n`).join('')}\n${checkpoint}`;

/** Fault: invalid-argument. */
export function parseAddCheckpoint(body: string): Result<AddCheckpoint> {
  const split = body.indexOf('\n\n');
  const [old = '', ...hashes] = body.slice(0, Math.max(split, 0)).split('\n');
  const [, oldSize] = OLD.exec(old) ?? [];
  const path = hashes.map(fromBase64);
  return oldSize !== undefined && path.length <= LONGEST_PATH && path.every((hash) => hash?.length === 32)
    ? ok({
        oldSize: Number(oldSize),
        path: path.map((hash) => toHex(hash as Uint8Array)),
        checkpoint: body.slice(split + 2),
      })
    : fail('invalid-argument', 'This is no request to add a checkpoint.');
}

export interface WitnessParts {
  readonly digest: Sha256;
  readonly verifier: SignatureVerifier;
  readonly signer: NoteSigner;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Keys that the witness trusts for the log, the last one in use. */
  readonly logKeys: readonly VerifierKey[];
}

export interface Cosigned {
  /** To be durable before `line` leaves. */
  readonly state: WitnessState;
  readonly line: NoteSignature;
  /** The checkpoint with the cosignature behind its signatures. */
  readonly note: string;
}

/**
 * Cosigns a checkpoint that goes on from what the witness saw last. Faults: invalid-argument; not-proved, when the log's
 * signature does not hold; conflict, when the request does not begin at the checkpoint that the witness saw last;
 * log-broken, when the log shows another history than before.
 */
export async function witnessCheckpoint(
  { digest, verifier, signer, now, logKeys }: WitnessParts,
  state: WitnessState,
  { oldSize, path, checkpoint: source }: AddCheckpoint,
): Promise<Result<Cosigned>> {
  const checkpoint = await readCheckpoint(verifier, source, logKeys);
  if (!checkpoint.ok) return checkpoint;
  const { origin, size, root, note } = checkpoint.value;
  const seen = seenOf(digest, state, origin);
  if (oldSize > size) return fail('invalid-argument', `The request goes from ${oldSize} records back to ${size}.`);
  if (oldSize !== seen.size)
    return fail('conflict', `The newest checkpoint that this witness saw of ${origin} has ${seen.size} records.`);
  if (!goesOn(digest, seen, { size, root }, path))
    return fail(
      'log-broken',
      `${origin} shows a history that is not the one of ${seen.size} records seen before: a fork.`,
    );
  const line = await cosign(signer, note.text, now);
  const others = note.signatures.filter(({ name, keyId }) => name !== line.name || keyId !== line.keyId);
  return ok({
    state: { ...state, [origin]: { size, root } },
    line,
    note: formatNote({ text: note.text, signatures: [...others, line] }),
  });
}

/** What a witness saw of a log last; of one that is new to it, nothing. */
export const seenOf = (digest: Sha256, state: WitnessState, origin: string): LogHead =>
  Object.hasOwn(state, origin) ? (state[origin] as LogHead) : { size: 0, root: toHex(emptyRoot(digest)) };

function goesOn(digest: Sha256, seen: LogHead, next: LogHead, path: readonly string[]): boolean {
  if (next.size === 0) return path.length === 0 && next.root === toHex(emptyRoot(digest));
  if (seen.size === 0) return path.length === 0;
  return verifyConsistency(digest, { firstSize: seen.size, secondSize: next.size, path }, seen, next);
}

/** What a published log would ask of a witness that saw `oldSize` records. Faults: log-broken (a tile is missing or damaged). */
export async function askOfPublished(
  reader: PublishedReader,
  checkpoint: string,
  oldSize: number,
  size: number,
): Promise<AddCheckpoint> {
  if (oldSize === 0 || oldSize >= size) return { oldSize, path: [], checkpoint };
  const tree = new PublishedTree(reader, size);
  const path = await consistencyPath(reader.digest, tree.subtree.bind(tree), oldSize, size);
  return { oldSize, path: path.map(toHex), checkpoint };
}
