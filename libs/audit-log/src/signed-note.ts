import { fail, ok, type Result, fromBase64, toBase64 } from '@esta-logic/kernel-boundary';

/**
 * The grammar of a signed note (C2SP signed-note):
 *
 *   note      = text "\n" line+
 *   text      = any lines, each ended by "\n"; no control characters but "\n"
 *   line      = "— " <key name> " " base64(<key id, 4 bytes, big-endian> || <signature>) "\n"
 *   key name  = no white space and no "+"
 */
export interface SignedNote {
  /** With the newline at its end; this is what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** 32 bits. */
  readonly keyId: number;
  readonly signature: Uint8Array;
}

/** Characters of the longest note, and signatures of one: what comes from strangers is bounded before it is read. */
const LONGEST_NOTE = 1_000_000;
const MOST_SIGNATURES = 100;
const KEY_ID_BYTES = 4;

const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;
const LINE = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u;
const KEY_NAME = /^[^\s+]+$/u;

export const isKeyName = (name: string): boolean => KEY_NAME.test(name) && !CONTROL.test(name) && name.isWellFormed();

export const formatNote = ({ text, signatures }: SignedNote): string =>
  `${text}\n${signatures.map(formatSignature).join('')}`;

/** One signature line, with its newline. */
export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  const bytes = new Uint8Array(KEY_ID_BYTES + signature.length);
  new DataView(bytes.buffer).setUint32(0, keyId);
  bytes.set(signature, KEY_ID_BYTES);
  return `— ${name} ${toBase64(bytes)}\n`;
}

/** Reads a note; nothing in it is believed before its signatures are verified. Fault: invalid-argument. */
export function parseNote(source: string): Result<SignedNote> {
  if (source.length > LONGEST_NOTE) return notANote('it is too long');
  if (CONTROL.test(source) || !source.isWellFormed()) return notANote('it has characters that no note may have');
  const split = source.lastIndexOf('\n\n');
  if (split < 0) return notANote('no empty line stands before its signatures');
  const signatures = parseSignatures(source.slice(split + 2));
  return signatures.ok ? ok({ text: source.slice(0, split + 1), signatures: signatures.value }) : signatures;
}

/** Signature lines, each ended by a newline. Fault: invalid-argument. */
export function parseSignatures(lines: string): Result<readonly NoteSignature[]> {
  if (!lines.endsWith('\n')) return notANote('its last line does not end');
  const parsed = lines.slice(0, -1).split('\n').map(parseSignature);
  if (parsed.length > MOST_SIGNATURES) return notANote(`it has more than ${MOST_SIGNATURES} signatures`);
  return parsed.every((signature) => signature !== undefined)
    ? ok(parsed)
    : notANote('a line of its signatures is damaged');
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name, base64] = LINE.exec(line) ?? [];
  const bytes = base64 === undefined ? undefined : fromBase64(base64);
  if (name === undefined || bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, keyId: new DataView(bytes.buffer).getUint32(0), signature: bytes.slice(KEY_ID_BYTES) };
}

const notANote = (what: string): Result<never> => fail('invalid-argument', `This is no signed note: ${what}.`);
