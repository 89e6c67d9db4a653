import type { Eventual } from './storage-provider.ts';

/** Signs with one Ed25519 key (RFC 8032) of the host, which the key itself never leaves. */
export interface Signer {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64 bytes. */
  sign(message: Uint8Array): Eventual<Uint8Array>;
}

/** Checks Ed25519 signatures (RFC 8032). */
export interface SignatureVerifier {
  /** False for keys and signatures of any wrong shape. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Eventual<boolean>;
}
