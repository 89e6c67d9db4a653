import { fail, ok, type Result, type SignatureVerifier, type Signer } from '@esta-logic/kernel-boundary';
import type { Sha256 } from './merkle.ts';
import { formatNote, type NoteSignature, type SignedNote } from './signed-note.ts';
import { verifierKey, type KeyUse, type VerifierKey } from './verifier-key.ts';

/** A key that signs under a name. */
export interface NoteSigner {
  readonly key: VerifierKey;
  readonly signer: Signer;
}

export const noteSigner = (digest: Sha256, name: string, use: KeyUse, signer: Signer): NoteSigner => ({
  key: verifierKey(digest, name, use, signer.publicKey),
  signer,
});

const encoder = new TextEncoder();
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** What a witness signs (C2SP tlog-cosignature): that it saw this checkpoint at that time, in seconds since the epoch. */
const cosigned = (text: string, seconds: bigint): Uint8Array =>
  encoder.encode(`cosignature/v1\ntime ${seconds}\n${text}`);

/** A note of one signature. `text` ends with a newline. */
export async function signNote(signer: NoteSigner, text: string): Promise<string> {
  const signature = await signer.signer.sign(encoder.encode(text));
  return formatNote({ text, signatures: [{ name: signer.key.name, keyId: signer.key.keyId, signature }] });
}

/** The line that a witness adds to a checkpoint. */
export async function cosign(witness: NoteSigner, text: string, now: number): Promise<NoteSignature> {
  const seconds = BigInt(Math.floor(now / 1000));
  const signature = new Uint8Array(TIME_BYTES + SIGNATURE_BYTES);
  new DataView(signature.buffer).setBigUint64(0, seconds);
  signature.set(await witness.signer.sign(cosigned(text, seconds)), TIME_BYTES);
  return { name: witness.key.name, keyId: witness.key.keyId, signature };
}

/** A signature that holds. */
export interface VerifiedSignature {
  readonly key: VerifierKey;
  /** When a witness gave it, in milliseconds since the epoch. */
  readonly time?: number;
}

/**
 * The signatures of the given keys, each verified; those of unknown keys are ignored.
 * Fault: not-proved, when one of a known key does not hold or there is none.
 */
export async function verifyNote(
  verifier: SignatureVerifier,
  { text, signatures }: SignedNote,
  keys: readonly VerifierKey[],
): Promise<Result<readonly VerifiedSignature[]>> {
  const verified: VerifiedSignature[] = [];
  for (const signature of signatures) {
    const key = keys.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
    if (key === undefined) continue;
    const { holds, time } = await check(verifier, key, text, signature.signature);
    if (!holds) return fail('not-proved', `The signature of ${key.name} does not hold.`);
    verified.push(time === undefined ? { key } : { key, time });
  }
  return verified.length > 0
    ? ok(verified)
    : fail('not-proved', `None of the ${signatures.length} signatures is of a key that is trusted here.`);
}

async function check(
  verifier: SignatureVerifier,
  { use, publicKey }: VerifierKey,
  text: string,
  signature: Uint8Array,
): Promise<{ readonly holds: boolean; readonly time?: number }> {
  if (use === 'log') return { holds: await verifier.verify(publicKey, encoder.encode(text), signature) };
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return { holds: false };
  const seconds = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  const holds = await verifier.verify(publicKey, cosigned(text, seconds), signature.subarray(TIME_BYTES));
  return { holds, time: Number(seconds) * 1000 };
}
