import { expect, it } from 'vitest';
import * as surface from './index.ts';

it('exports exactly this', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'createSigningKey',
    'directoryComponentStore',
    'moveSigningKey',
    'nodeClock',
    'nodeDigest',
    'nodeEntropy',
    'nodeLoop',
    'nodeSignatureVerifier',
    'nodeSigner',
    'readSigningKey',
  ]);
});
