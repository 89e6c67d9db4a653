export { browserDigest } from './browser-digest.ts';
export { browserSignatureVerifier } from './browser-signatures.ts';
