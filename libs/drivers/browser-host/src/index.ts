export { browserDigest } from './browser-digest.ts';
export { browserEvaluator, type BrowserEvaluator } from './browser-evaluator.ts';
export { browserSignatureVerifier } from './browser-signatures.ts';
