const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding (RFC 4648 §4). Written out because neither `btoa` nor `Buffer` exists on every host. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  // Joined in pieces: one string per triple would cost a megabyte-sized component too much.
  for (let start = 0; start < bytes.length; start += 24_576)
    parts.push(encodePiece(bytes.subarray(start, start + 24_576)));
  return parts.join('');
}

function encodePiece(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    text += ALPHABET[a >> 2]! + ALPHABET[((a & 3) << 4) | ((b ?? 0) >> 4)]!;
    text += b === undefined ? '=' : ALPHABET[((b & 15) << 2) | ((c ?? 0) >> 6)]!;
    text += c === undefined ? '=' : ALPHABET[c & 63]!;
  }
  return text;
}

export const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
