import { expect, it } from 'vitest';
import * as surface from './index.ts';

it('exports exactly this', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'commitmentOf',
    'cosign',
    'decodeKeyChain',
    'encodeKeyChain',
    'followKeys',
    'formatCheckpoint',
    'formatNote',
    'formatSignature',
    'formatTlogProof',
    'formatVerifierKey',
    'headAt',
    'noteSigner',
    'openLog',
    'parseCheckpoint',
    'parseNote',
    'parseTlogProof',
    'parseVerifierKey',
    'problemOfEvent',
    'proveConsistency',
    'proveInclusion',
    'readSalts',
    'rotateKey',
    'signNote',
    'verifyConsistency',
    'verifyInclusion',
    'verifyLog',
    'verifyNote',
  ]);
});
