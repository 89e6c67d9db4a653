export { nodeClock } from './node-clock.ts';
export { nodeLoop } from './node-loop.ts';
export { nodeEntropy } from './node-entropy.ts';
export { nodeDigest } from './node-digest.ts';
export { directoryComponentStore } from './directory-component-store.ts';
export { nodeSignatureVerifier, nodeSigner } from './node-signatures.ts';
export { createSigningKey, moveSigningKey, readSigningKey } from './signing-key-file.ts';
