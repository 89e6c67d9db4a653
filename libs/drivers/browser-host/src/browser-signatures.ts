import type { SignatureVerifier } from '@esta-logic/kernel-boundary';

/** By WebCrypto; Chromium has Ed25519 since version 137, Firefox since 129, Safari since 17. */
export const browserSignatureVerifier = (): SignatureVerifier => ({
  verify: async (publicKey, message, signature) => {
    try {
      const key = await crypto.subtle.importKey('raw', publicKey.slice(), 'Ed25519', false, ['verify']);
      return await crypto.subtle.verify('Ed25519', key, signature.slice(), message.slice());
    } catch (error) {
      // A key or a signature of a wrong shape is a false one; a host without Ed25519 must say so.
      if (error instanceof DOMException && error.name === 'NotSupportedError') throw error;
      return false;
    }
  },
});
