import { expect, it } from 'vitest';
import * as surface from './index.ts';

it('exports exactly this', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'DIGEST_VECTORS',
    'FORBIDDEN_NAMES',
    'MANUAL_EPOCH',
    'clockContract',
    'componentStoreContract',
    'digestContract',
    'entropyContract',
    'hostLoopContract',
    'manualClock',
    'manualLoop',
    'memoryComponentStore',
    'memoryStore',
    'realLoop',
    'seededEntropy',
    'seededFault',
    'seededNumbers',
    'signatureVerifierContract',
    'signerContract',
    'storageProviderContract',
    'testDigest',
  ]);
});
