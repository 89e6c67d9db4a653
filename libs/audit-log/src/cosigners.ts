import { fail, ok, type Result, type SignatureVerifier } from '@esta-logic/kernel-boundary';
import { verifyNote, type VerifiedSignature } from './note-signing.ts';
import { formatNote, parseNote, parseSignatures, type NoteSignature } from './signed-note.ts';
import { sameKey, type VerifierKey } from './verifier-key.ts';

/** Whose cosignatures a reader wants to see: so many of these witnesses. */
export interface WitnessPolicy {
  readonly keys: readonly VerifierKey[];
  /** At least 1, at most as many as there are keys. */
  readonly quorum: number;
}

/** The cosignatures of the given witnesses, one of each: a witness that signed twice is one witness. */
export const cosignersOf = (
  signatures: readonly VerifiedSignature[],
  keys: readonly VerifierKey[],
): readonly VerifiedSignature[] =>
  keys.flatMap((wanted) => signatures.find(({ key, time }) => time !== undefined && sameKey(key, wanted)) ?? []);

/**
 * A checkpoint with the cosignature that a witness answered with; lines of other keys are left out.
 * Faults: invalid-argument, not-proved (none is of that key, or it does not hold).
 */
export async function withCosignature(
  verifier: SignatureVerifier,
  checkpoint: string,
  lines: string,
  witness: VerifierKey,
): Promise<Result<string>> {
  const note = parseNote(checkpoint);
  const answered = parseSignatures(lines);
  if (!note.ok || !answered.ok) return note.ok ? (answered as Result<never>) : note;
  const isWitness = ({ name, keyId }: NoteSignature): boolean => name === witness.name && keyId === witness.keyId;
  const own = answered.value.filter(isWitness);
  if (own.length === 0) return fail('not-proved', `${witness.name} answered without a cosignature of its key.`);
  const verified = await verifyNote(verifier, { text: note.value.text, signatures: own }, [witness]);
  if (!verified.ok) return verified;
  const others = note.value.signatures.filter((signature) => !isWitness(signature));
  return ok(formatNote({ text: note.value.text, signatures: [...others, ...own.slice(0, 1)] }));
}
