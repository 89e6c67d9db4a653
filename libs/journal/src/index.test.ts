import { expect, it } from 'vitest';
import * as surface from './index.ts';

it('exports exactly this', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'BLOB_UNITS',
    'CALL_SHAPES',
    'Journal',
    'JournalCheck',
    'JournalWriter',
    'SECTIONS',
    'blobsOf',
    'decodeRecord',
    'decodeTerms',
    'encodeRecord',
    'encodeTerms',
    'failureOf',
    'guestEnvelope',
    'isBlobText',
    'problemOfRecord',
    'problemOfState',
    'sectionTexts',
    'stateWritesOf',
  ]);
});
