import { IMPORT_STAGES, type ImportResult } from '@esta-logic/client';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ImportAction, importReducer, type ImportState, outcomeOf, shareDone } from './import-state.ts';
import { outcomeWords } from './outcome-words.ts';
import { WORDS } from '../words/words.ts';

const file = { name: 'june.csv', size: 5 } as File;
const choices = { dryRun: false, skipBadRows: false };
const bad = { row: 7, column: 'hours', value: 'x', reason: 'Write a number.' };
const result: ImportResult = {
  accepted: 40,
  rejected: [],
  employees: 4,
  shifts: 40,
  duplicates: 0,
  layout: 'generic',
  description: '',
  notes: [],
};
const after = (...actions: ImportAction[]): ImportState => actions.reduce(importReducer, { phase: 'idle' });
const start: ImportAction = { type: 'start', file, choices };

test('an import runs from its start through its stages to a result', () => {
  expect(after(start)).toMatchObject({ phase: 'running', stage: 'read', done: 0, file });
  const progress: ImportAction = {
    type: 'progress',
    progress: { event: 'progress', stage: 'commit', done: 1, total: 2 },
  };
  expect(after(start, progress)).toMatchObject({ phase: 'running', stage: 'commit', done: 1, total: 2 });
  expect(after(start, progress, { type: 'result', result })).toEqual({ phase: 'done', file, choices, result });
  expect(after(start, { type: 'failure', failure: { message: 'no' } })).toMatchObject({
    phase: 'failed',
    failure: { message: 'no' },
  });
  expect(after(start, { type: 'cancel' })).toEqual({ phase: 'cancelled', file });
  expect(after(start, { type: 'result', result }, { type: 'reset' })).toEqual({ phase: 'idle' });
});

test('late news of an import that is over changes nothing', () => {
  const cancelled = after(start, { type: 'cancel' });
  expect(importReducer(cancelled, { type: 'result', result })).toBe(cancelled);
  expect(importReducer({ phase: 'idle' }, { type: 'failure', failure: { message: 'x' } })).toEqual({ phase: 'idle' });
});

test.each([
  ['imported', result, choices],
  ['importedInPart', { ...result, rejected: [bad] }, { dryRun: false, skipBadRows: true }],
  ['checked', result, { dryRun: true, skipBadRows: false }],
  ['checked', { ...result, rejected: [bad] }, { dryRun: true, skipBadRows: true }],
  ['refused', { ...result, rejected: [bad] }, choices],
  ['refused', { ...result, rejected: [bad] }, { dryRun: true, skipBadRows: false }],
  [
    'refused',
    { ...result, accepted: 0, error: { code: 1016, name: 'invalid-file', message: 'No row.' } as const },
    choices,
  ],
  ['unreadable', { ...result, rejected: [bad], layout: 'unknown' }, { dryRun: true, skipBadRows: true }],
  ['nothingNew', { ...result, shifts: 0, duplicates: 40 }, choices],
  ['imported', { ...result, shifts: 0 }, choices],
] as const)('%s', (outcome, of, chosen) => {
  expect(outcomeOf(of, chosen)).toBe(outcome);
});

test('the headline counts rows in proper English and never claims an import that did not happen', () => {
  expect(outcomeWords('imported', { ...result, accepted: 1 }, WORDS.en).title).toBe('1 row imported');
  expect(outcomeWords('imported', { ...result, accepted: 12040 }, WORDS.en).title).toBe('12,040 rows imported');
  expect(outcomeWords('refused', { ...result, rejected: [bad] }, WORDS.en).title).toBe('1 row needs a correction');
  expect(outcomeWords('refused', { ...result, rejected: [bad, bad] }, WORDS.en).advice).toContain(
    'Nothing was imported',
  );
  expect(outcomeWords('checked', result, WORDS.en).advice).toContain('nothing has been changed yet');
});

test('the bar never goes back while the stages go on', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(steps, (done) => {
      const rising = done.toSorted((a, b) => a - b);
      const shares = IMPORT_STAGES.flatMap((stage) => rising.map((n) => shareDone(stage, n, 100)));
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    }),
  );
  expect(shareDone('read', 0, 0)).toBe(0);
  expect(shareDone('accrual', 5, 5)).toBe(1);
});
