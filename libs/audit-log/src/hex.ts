const BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const HASH = /^[0-9a-f]{64}$/;

/** Characters of a hash in hexadecimal. */
export const HASH_DIGITS = 64;

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += BYTE[byte] as string;
  return text;
}

/** Whether the text is a 32-byte hash in lower-case hexadecimal. */
export const isHash = (text: unknown): text is string => typeof text === 'string' && HASH.test(text);

export function fromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => parseInt(text.slice(i * 2, i * 2 + 2), 16));
}
