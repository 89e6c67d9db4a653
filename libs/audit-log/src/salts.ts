import { isHash, fromHex, toHex } from './hex.ts';
import type { Sha256 } from './merkle.ts';

/**
 * Why a leaf is salted: records hold names and hours, which a stranger who sees the published leaves could guess and
 * confirm by hashing. The log has a secret that never leaves its data directory, and everything that is published is a
 * commitment under a salt derived from it; a receipt reveals the salts of what it reveals, and no others.
 *
 *   secret     = 32 random bytes, made with the first record; stored as {"check":<hash of the secret>,"secret":<hex>,"v":1}
 *   salt       = SHA-256(secret || seq as 8 bytes, big-endian || part as 1 byte)
 *   part       = the table SALT_PARTS below; no salt tells anything about another
 *   commitment = SHA-256(salt || UTF-8 of the text)
 *   leaf       = SHA-256(0x00 || commitment of the record)                                     (RFC 6962, 2.1)
 *
 * All inputs of the derivation have one length, so knowing salts never helps to extend to another (what HMAC guards against).
 */
export const SALT_PARTS = { record: 0, payload: 1, calls: 2, output: 3, rest: 4 } as const;

/** What of a crank has a salt of its own: its audit record, and the sections of its crank record. */
export type SaltPart = keyof typeof SALT_PARTS;

export const SECRET_BYTES = 32;

/** Salts of one log, and commitments under them; `seq` is the number of the audit record. */
export interface Salts {
  /** 32 bytes. */
  salt(seq: number, part: SaltPart): Uint8Array;
  /** 32 bytes. */
  commit(seq: number, part: SaltPart, text: string): Uint8Array;
}

const encoder = new TextEncoder();

/** SHA-256(salt || UTF-8 of the text): what anybody computes who was told the salt. */
export function commitmentOf(digest: Sha256, salt: Uint8Array, text: string): Uint8Array {
  const bytes = encoder.encode(text);
  const salted = new Uint8Array(salt.length + bytes.length);
  salted.set(salt);
  salted.set(bytes, salt.length);
  return digest.sha256(salted);
}

/** One UTF-16 unit takes at most 3 bytes of UTF-8. */
const BYTES_PER_UNIT = 3;
const FIRST_SCRATCH = 4096;

export function createSalts(digest: Sha256, secret: Uint8Array): Salts {
  const input = new Uint8Array(SECRET_BYTES + 9);
  input.set(secret);
  const view = new DataView(input.buffer);
  let scratch = new Uint8Array(FIRST_SCRATCH);

  const salt = (seq: number, part: SaltPart): Uint8Array => {
    view.setUint32(SECRET_BYTES, Math.floor(seq / 2 ** 32));
    view.setUint32(SECRET_BYTES + 4, seq % 2 ** 32);
    view.setUint8(SECRET_BYTES + 8, SALT_PARTS[part]);
    return digest.sha256(input);
  };
  return {
    salt,
    commit: (seq, part, text) => {
      const needed = 32 + text.length * BYTES_PER_UNIT;
      if (needed > scratch.length) scratch = new Uint8Array(needed * 2);
      scratch.set(salt(seq, part));
      const { written } = encoder.encodeInto(text, scratch.subarray(32));
      return digest.sha256(scratch.subarray(0, 32 + written));
    },
  };
}

export function encodeSecret(digest: Sha256, secret: Uint8Array): string {
  return `{"check":"${toHex(digest.sha256(secret))}","secret":"${toHex(secret)}","v":1}`;
}

/** Undefined when the text is not a secret in its only spelling, with its check. */
export function decodeSecret(digest: Sha256, text: string): Uint8Array | undefined {
  try {
    const { secret } = JSON.parse(text) as { secret: unknown };
    if (!isHash(secret)) return undefined;
    const bytes = fromHex(secret);
    return encodeSecret(digest, bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}
