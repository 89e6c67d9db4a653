import type { ImportStage } from '@esta-logic/client';
import type { Phrase } from '../words/words.ts';

/** The stages in words for people. */
export const STAGE_TITLES: Readonly<Record<ImportStage, Phrase>> = {
  read: 'Reading the file',
  stage: 'Checking and staging rows',
  commit: 'Saving all rows together',
  accrual: 'Working out accruals',
};
