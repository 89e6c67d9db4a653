const BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const HASH = /^[0-9a-f]{64}$/;

export const HASH_BYTES = 32;
/** Characters of a hash in hexadecimal. */
export const HASH_DIGITS = 2 * HASH_BYTES;

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += BYTE[byte] as string;
  return text;
}

/** Whether the text is a 32-byte hash in lower-case hexadecimal. */
export const isHash = (text: unknown): text is string => typeof text === 'string' && HASH.test(text);

/** Of text that is known to be lower-case hexadecimal. */
export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = digitOf(text.charCodeAt(2 * i)) * 16 + digitOf(text.charCodeAt(2 * i + 1));
  }
  return bytes;
}

const NINE = 0x39;
const TEN_BEFORE_A = 0x61 - 10;
const digitOf = (code: number): number => (code <= NINE ? code - 0x30 : code - TEN_BEFORE_A);
