import type { Digest, Entropy } from '@esta-logic/kernel-boundary';
import { toHex } from './hex.ts';

/**
 * Why a record is salted: records hold names and hours, which a stranger who sees the published leaves could guess and
 * confirm by hashing. So everything that is published is a commitment to a text with 128 random bits in it, and those
 * are told to whom the text is shown, and to nobody else.
 *
 *   salt                  = 32 random lower-case hexadecimal digits, one for each text; stored with the text
 *   commitment of a record = SHA-256(record), which has its salt among its members (record.ts)
 *   commitment of a text   = SHA-256(salt || text), both in UTF-8: a section of a crank record, a list of writes
 *   leaf                  = SHA-256(0x00 || commitment of the record)                            (RFC 6962, 2.1)
 *
 * Salts are drawn and not derived: no secret has to be kept, no salt tells anything of another, and whoever deletes a
 * text with its salt leaves nothing that could be confirmed.
 */
export const SALT_DIGITS = 32;

/** Gives so many salts (one), one behind the other. */
export type Salts = (count?: number) => string;

/** Bytes that are drawn at a time: asking the host for each salt would cost more than hashing with it. */
const DRAWN_BYTES = 8192;

export function createSalts(entropy: Entropy): Salts {
  let drawn = '';
  let used = 0;
  return (count = 1) => {
    const from = used;
    used += count * SALT_DIGITS;
    if (used <= drawn.length) return drawn.slice(from, used);
    drawn = toHex(entropy.bytes(Math.max(DRAWN_BYTES, (count * SALT_DIGITS) / 2)));
    used = count * SALT_DIGITS;
    return drawn.slice(0, used);
  };
}

/** SHA-256(salt || text), in hexadecimal: what anybody computes who was told the salt. */
export const commitmentOf = (digest: Pick<Digest, 'sha256Hex'>, salt: string, text: string): string =>
  digest.sha256Hex(salt + text);

const SALT = /^[0-9a-f]{32}$/;

export const isSalt = (text: unknown): text is string => typeof text === 'string' && SALT.test(text);
