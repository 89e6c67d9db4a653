/** The engine's own, where it has them (ES2026: Node 25, browsers of 2025); the packages run on older ones too. */
const ENCODE = (Uint8Array.prototype as { readonly toBase64?: () => string }).toBase64;
const DECODE = (Uint8Array as { readonly fromBase64?: (text: string) => Uint8Array }).fromBase64;

/** Bytes that are handed to `String.fromCharCode` at a time: more arguments than an engine takes are a RangeError. */
const PIECE = 8192;

/** Base64 with padding (RFC 4648, section 4). */
export const toBase64 = (bytes: Uint8Array): string =>
  ENCODE === undefined ? encodedByHand(bytes) : ENCODE.call(bytes);

/** Undefined for a text that is not the one spelling of some bytes. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    const bytes = DECODE === undefined ? decodedByHand(text) : DECODE.call(Uint8Array, text);
    return toBase64(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

export function encodedByHand(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += PIECE)
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + PIECE)));
  return btoa(pieces.join(''));
}

/** @throws when the text is no base64. */
export function decodedByHand(text: string): Uint8Array {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}
