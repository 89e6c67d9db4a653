import { expect, it } from 'vitest';
import * as surface from './index.ts';

it('exports exactly this', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'BLOB_UNITS',
    'CALL_SHAPES',
    'Journal',
    'JournalCheck',
    'JournalWriter',
    'ListedState',
    'SECTIONS',
    'blobsOf',
    'closedSection',
    'commitmentsOf',
    'committedSections',
    'decodeRecord',
    'decodeSplit',
    'decodeTerms',
    'encodeRecord',
    'encodeTerms',
    'failureOf',
    'fieldText',
    'guestEnvelope',
    'isBlobText',
    'joinText',
    'keptArguments',
    'personalOpcodes',
    'problemOfRecord',
    'problemOfState',
    'recordOf',
    'recordedCharacters',
    'saltsOf',
    'stateWritesOf',
  ]);
});
