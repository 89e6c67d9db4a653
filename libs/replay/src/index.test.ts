import { expect, it } from 'vitest';
import * as surface from './index.ts';

it('exports exactly this', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'BatchReplayer',
    'BatchShares',
    'NO_TOOLCHAIN',
    'REHEARSED_CRANKS',
    'RecordedModules',
    'ReplayTally',
    'Replayer',
    'bootOver',
    'bootPast',
    'changesNothing',
    'crankBatches',
    'crankWithHistory',
    'divergenceSentence',
    'forkHistory',
    'journalFile',
    'lockstep',
    'memoryComponents',
    'mergeReports',
    'momentOfSeq',
    'momentOfTime',
    'openJournalFile',
    'pastAsOf',
    'pastOf',
    'planSwap',
    'processOf',
    'readCranks',
    'replayJournalFile',
  ]);
});
