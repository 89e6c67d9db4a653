import {
  fail,
  faultOf,
  KernelError,
  ok,
  type Eventual,
  type Result,
  type SignatureVerifier,
} from '@esta-logic/kernel-boundary';
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { decodeKeyChain, followKeys } from './key-chain.ts';
import { CompactRange, type Sha256 } from './merkle.ts';
import { verifyNote, type VerifiedSignature } from './note-signing.ts';
import { CHECKPOINT_FILE, KEYS_FILE, tilePath } from './published-layout.ts';
import { parseNote, type SignedNote } from './signed-note.ts';
import { TILE_HEIGHT, TILE_WIDTH } from './tile-text.ts';
import { widthOf } from './tiles.ts';
import { formatVerifierKey, type VerifierKey } from './verifier-key.ts';

/** A log as a stranger has it: files of a directory or of a web server. */
export interface PublishedReader {
  readonly digest: Sha256;
  readonly verifier: SignatureVerifier;
  readonly read: (path: string) => Eventual<Uint8Array | undefined>;
}

/** A checkpoint whose signature holds. */
export interface SignedCheckpoint extends Checkpoint {
  readonly note: SignedNote;
  readonly signatures: readonly VerifiedSignature[];
}

/** What a reader trusts: keys of the log that it has pinned, and of witnesses. */
export interface TrustedKeys {
  /** Undefined takes the first key that the log itself names, which proves no more than that it did not change since. */
  readonly log?: VerifierKey | undefined;
  readonly witnesses?: readonly VerifierKey[];
}

/** The published keys of a log, oldest first, followed from the pinned one. Faults: not-found, invalid-argument, not-proved. */
export async function publishedKeys(
  { digest, verifier, read }: PublishedReader,
  pinned?: VerifierKey,
): Promise<Result<readonly VerifierKey[]>> {
  const bytes = await read(KEYS_FILE);
  if (bytes === undefined && pinned !== undefined) return ok([pinned]);
  const chain = bytes === undefined ? undefined : decodeKeyChain(textOf(bytes));
  if (chain === undefined)
    return fail('not-found', `The published log has no sound ${KEYS_FILE}; without it, its key must be given.`);
  const keys = await followKeys(digest, verifier, chain);
  if (!keys.ok || pinned === undefined) return keys;
  const from = keys.value.findIndex((key) => formatVerifierKey(key) === formatVerifierKey(pinned));
  return from >= 0
    ? ok(keys.value.slice(from))
    : fail('not-proved', `The log never had the key ${formatVerifierKey(pinned)}, says its ${KEYS_FILE}.`);
}

/**
 * Reads a signed checkpoint: its log must be the one of the keys, and the last of the keys must have signed it.
 * Faults: invalid-argument, not-proved.
 */
export async function readCheckpoint(
  verifier: SignatureVerifier,
  source: string,
  logKeys: readonly VerifierKey[],
  witnesses: readonly VerifierKey[] = [],
): Promise<Result<SignedCheckpoint>> {
  const note = parseNote(source);
  if (!note.ok) return note;
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return checkpoint;
  const inUse = logKeys[logKeys.length - 1] as VerifierKey;
  const signatures = await verifyNote(verifier, note.value, [inUse, ...witnesses]);
  if (!signatures.ok) return signatures;
  if (!signatures.value.some(({ key }) => key === inUse))
    return fail('not-proved', `The checkpoint is not signed by the key of its log, ${formatVerifierKey(inUse)}.`);
  return checkpoint.value.origin === inUse.name
    ? ok({ ...checkpoint.value, note: note.value, signatures: signatures.value })
    : fail('not-proved', `The checkpoint is of the log ${checkpoint.value.origin}, the key of ${inUse.name}.`);
}

/** The newest published checkpoint. Faults: not-found, and as `readCheckpoint`. */
export async function publishedCheckpoint(
  reader: PublishedReader,
  trusted: TrustedKeys = {},
): Promise<Result<SignedCheckpoint>> {
  const keys = await publishedKeys(reader, trusted.log);
  if (!keys.ok) return keys;
  const bytes = await reader.read(CHECKPOINT_FILE);
  return bytes === undefined
    ? fail('not-found', `The published log has no ${CHECKPOINT_FILE}.`)
    : readCheckpoint(reader.verifier, textOf(bytes), keys.value, trusted.witnesses);
}

/** Reads tree hashes of a published log of `size` records, as `StoredTree` does of a stored one. */
export class PublishedTree {
  readonly #reader: PublishedReader;
  readonly #size: number;
  readonly #tiles = new Map<string, Uint8Array>();

  constructor(reader: PublishedReader, size: number) {
    this.#reader = reader;
    this.#size = size;
  }

  /** The root of the perfect subtree of 2^height leaves that begins at leaf index x 2^height. @throws KernelError log-broken. */
  async subtree(height: number, index: number): Promise<Uint8Array> {
    const level = Math.floor(height / TILE_HEIGHT);
    const hashes = 2 ** (height % TILE_HEIGHT);
    const first = index * hashes;
    const n = Math.floor(first / TILE_WIDTH);
    const tile = await this.#tile(level, n);
    const range = new CompactRange(this.#reader.digest);
    for (let i = 0; i < hashes; i++) {
      const at = (first - n * TILE_WIDTH + i) * 32;
      range.append(tile.subarray(at, at + 32));
    }
    return range.root();
  }

  async #tile(level: number, n: number): Promise<Uint8Array> {
    const width = Math.min(TILE_WIDTH, widthOf(level, this.#size) - n * TILE_WIDTH);
    const path = tilePath({ level, n, width });
    const known = this.#tiles.get(path);
    if (known !== undefined) return known;
    const bytes = await this.#reader.read(path);
    if (bytes?.length !== width * 32)
      throw new KernelError(faultOf('log-broken', `The published tile ${path} is ${bytes ? 'damaged' : 'missing'}.`));
    this.#tiles.set(path, bytes);
    return bytes;
  }
}

export const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
