import { fail, ok, type Result, fromBase64, toBase64 } from '@esta-logic/kernel-boundary';
import type { Sha256 } from './merkle.ts';
import { isKeyName } from './signed-note.ts';

/**
 * The grammar of a verifier key (C2SP signed-note): what somebody who checks notes has pinned.
 *
 *   vkey   = <key name> "+" <key id, 8 hexadecimal digits> "+" base64(<type byte> || <32 bytes of the Ed25519 public key>)
 *   key id = the first 4 bytes of SHA-256(<key name> || "\n" || <type byte> || <public key>)
 *   type   = 0x01 a log's signature over the note | 0x04 a witness's timestamped cosignature (C2SP tlog-cosignature)
 */
export interface VerifierKey {
  readonly name: string;
  readonly keyId: number;
  readonly use: KeyUse;
  readonly publicKey: Uint8Array;
}

export type KeyUse = keyof typeof TYPE_BYTES;

const TYPE_BYTES = { log: 0x01, witness: 0x04 } as const;
const PUBLIC_KEY_BYTES = 32;
const VKEY = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u;

/** @throws RangeError for a name that no key may have: names are chosen by who runs the log. */
export function verifierKey(digest: Sha256, name: string, use: KeyUse, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new RangeError(`${JSON.stringify(name)} is no key name: no spaces, no "+"`);
  const named = new TextEncoder().encode(`${name}\n`);
  const hashed = new Uint8Array(named.length + 1 + publicKey.length);
  hashed.set(named);
  hashed[named.length] = TYPE_BYTES[use];
  hashed.set(publicKey, named.length + 1);
  const keyId = new DataView(digest.sha256(hashed).slice(0, 4).buffer).getUint32(0);
  return { name, keyId, use, publicKey };
}

export function formatVerifierKey({ name, keyId, use, publicKey }: VerifierKey): string {
  const typed = new Uint8Array([TYPE_BYTES[use], ...publicKey]);
  return `${name}+${keyId.toString(16).padStart(8, '0')}+${toBase64(typed)}`;
}

/** Fault: invalid-argument, also when the key id is not that of the key. */
export function parseVerifierKey(digest: Sha256, text: string): Result<VerifierKey> {
  const [, name, , base64] = VKEY.exec(text) ?? [];
  const typed = base64 === undefined ? undefined : fromBase64(base64);
  const use = (Object.keys(TYPE_BYTES) as KeyUse[]).find((known) => TYPE_BYTES[known] === typed?.[0]);
  if (name === undefined || typed?.length !== PUBLIC_KEY_BYTES + 1 || use === undefined || !isKeyName(name))
    return fail('invalid-argument', `${JSON.stringify(text.slice(0, 200))} is no verifier key of a log or a witness.`);
  const key = verifierKey(digest, name, use, typed.slice(1));
  return formatVerifierKey(key) === text
    ? ok(key)
    : fail('invalid-argument', `The key id in ${JSON.stringify(text)} is not that of its key.`);
}

export const sameKey = (a: VerifierKey, b: VerifierKey): boolean => formatVerifierKey(a) === formatVerifierKey(b);
