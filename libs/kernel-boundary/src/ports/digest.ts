/** Hash functions of the host, synchronous once created. */
export interface Digest {
  /** FIPS 180-4, 32 bytes. */
  sha256(bytes: Uint8Array): Uint8Array;
  /** SHA-256 of a text's UTF-8, in lower-case hexadecimal: a host that takes texts spares a copy. */
  sha256Hex(text: string): string;
  /** BLAKE3 with the default 32-byte output, as lower-case hexadecimal. */
  blake3(bytes: Uint8Array): string;
}
