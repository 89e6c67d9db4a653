import { createBLAKE3, createSHA256 } from 'hash-wasm';
import type { Digest } from '@esta-logic/kernel-boundary';

/**
 * Both functions by hash-wasm: WebCrypto has SHA-256 only, and only behind a promise.
 * Creating compiles two small WebAssembly modules, hence the promise; hashing is synchronous after it.
 */
export async function browserDigest(): Promise<Digest> {
  const [sha256, blake3] = await Promise.all([createSHA256(), createBLAKE3()]);
  return {
    sha256: (bytes) => sha256.init().update(bytes).digest('binary'),
    sha256Hex: (text) => sha256.init().update(text).digest('hex'),
    blake3: (bytes) => blake3.init().update(bytes).digest('hex'),
  };
}
