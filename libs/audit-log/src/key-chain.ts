import { canonicalJson, fail, ok, type Result, type SignatureVerifier } from '@esta-logic/kernel-boundary';
import type { Sha256 } from './merkle.ts';
import { signNote, verifyNote, type NoteSigner } from './note-signing.ts';
import { parseNote } from './signed-note.ts';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from './verifier-key.ts';

/**
 * The keys that a log has had. Whoever pinned the first follows the chain to the one in use.
 *
 *   chain = { "first": <vkey>, "notes": [<rotation>...], "v": 1 }, canonical JSON
 *   rotation = a note signed by the key before, with the text
 *              "esta-logic key rotation" "\n" <origin> "\n" <number of the rotation, from 1> "\n" <vkey of the new key> "\n"
 *
 * Each change is also a record of the log (kind `log.key`), so that nobody can rotate a key unseen.
 */
export interface KeyChain {
  readonly first: string;
  readonly notes: readonly string[];
}

const TITLE = 'esta-logic key rotation';

export const encodeKeyChain = ({ first, notes }: KeyChain): string => canonicalJson({ first, notes, v: 1 });

/** Undefined when the text is no chain in its only spelling; its signatures are `followKeys`'s to check. */
export function decodeKeyChain(text: string): KeyChain | undefined {
  try {
    const { first, notes } = JSON.parse(text) as KeyChain;
    const sound = typeof first === 'string' && Array.isArray(notes) && notes.every((note) => typeof note === 'string');
    return sound && encodeKeyChain({ first, notes }) === text ? { first, notes } : undefined;
  } catch {
    return undefined;
  }
}

/** The chain with one key more, signed by the key in use. */
export async function rotateKey(chain: KeyChain, inUse: NoteSigner, next: VerifierKey): Promise<KeyChain> {
  const text = rotationText(inUse.key.name, chain.notes.length + 1, next);
  return { first: chain.first, notes: [...chain.notes, await signNote(inUse, text)] };
}

/** The verifier key that a chain ends with, as it says itself: `followKeys` checks it. */
export const keyInUse = ({ first, notes }: KeyChain): string => notes.at(-1)?.split('\n')[3] ?? first;

const rotationText = (origin: string, number: number, next: VerifierKey): string =>
  `${TITLE}\n${origin}\n${number}\n${formatVerifierKey(next)}\n`;

/** All keys of a chain, oldest first; the last is in use. Faults: invalid-argument, not-proved. */
export async function followKeys(
  digest: Sha256,
  verifier: SignatureVerifier,
  chain: KeyChain,
): Promise<Result<readonly VerifierKey[]>> {
  const first = parseVerifierKey(digest, chain.first);
  if (!first.ok) return first;
  const keys = [first.value];
  for (const [i, source] of chain.notes.entries()) {
    const next = await readRotation(digest, verifier, source, i + 1, keys[i] as VerifierKey);
    if (!next.ok) return next;
    keys.push(next.value);
  }
  return ok(keys);
}

async function readRotation(
  digest: Sha256,
  verifier: SignatureVerifier,
  source: string,
  number: number,
  before: VerifierKey,
): Promise<Result<VerifierKey>> {
  const note = parseNote(source);
  if (!note.ok) return note;
  const signed = await verifyNote(verifier, note.value, [before]);
  if (!signed.ok) return fail('not-proved', `Rotation ${number} of the log's key is not signed by the key before it.`);
  const next = parseVerifierKey(digest, keyInUse({ first: '', notes: [source] }));
  if (!next.ok) return next;
  return next.value.name === before.name && rotationText(before.name, number, next.value) === note.value.text
    ? next
    : fail('not-proved', `Rotation ${number} of the log's key names another log or another place in the chain.`);
}
