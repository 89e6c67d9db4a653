/** Ed25519 by Node, for tests: keys that a number alone decides. */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { SignatureVerifier, Signer } from '@esta-logic/kernel-boundary';
import { noteSigner, type NoteSigner } from '../src/note-signing.ts';
import type { KeyUse } from '../src/verifier-key.ts';
import { digest } from './written-log.ts';

/** RFC 8410: what stands before the 32 bytes of a public key and of a seed. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export const verifier: SignatureVerifier = {
  verify: (publicKey, message, signature) => {
    try {
      const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
      return verify(null, message, key, signature);
    } catch {
      return false;
    }
  },
};

function signer(seed: number): Signer {
  const der = Buffer.concat([PKCS8, Buffer.alloc(32, seed)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(SPKI.length)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

export const signerOf = (name: string, seed: number, use: KeyUse = 'log'): NoteSigner =>
  noteSigner(digest, name, use, signer(seed));
