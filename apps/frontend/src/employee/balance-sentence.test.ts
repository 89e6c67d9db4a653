import { rational } from '@esta-logic/shared-types';
import { expect, test } from 'vitest';
import type { BalanceRow } from '../balances/balance-row.ts';
import { balanceSentence } from './balance-sentence.ts';
import { WORDS } from '../words/words.ts';

const ana: BalanceRow = {
  id: 'E-1',
  name: 'Ana Abdi',
  hoursWorked: rational(385),
  accrued: rational(77, 6),
  carriedIn: rational(4),
  used: rational(7, 2),
  available: rational(40, 3),
  usableFrom: '2025-02-21',
  citations: [],
  useCap: rational(72),
  status: 'usable',
  hireDateAssumed: false,
};
const say = (changes: Partial<BalanceRow>): string => balanceSentence({ ...ana, ...changes }, '2026-06-30', WORDS.en);

test('where it came from, what was taken, what is left', () => {
  expect(say({})).toBe(
    'Ana Abdi earned 12.83 hours of sick time for 385.00 hours worked, brought 4.00 over from the year before and took 3.50. 13.33 hours are available on Jun 30, 2026.',
  );
});

test('nothing carried, nothing taken, one hour left, no name', () => {
  expect(
    say({ name: '', carriedIn: rational(0), used: rational(0), accrued: rational(1), available: rational(1) }),
  ).toBe(
    'Employee E-1 earned 1.00 hour of sick time for 385.00 hours worked and has not taken any. 1.00 hour is available on Jun 30, 2026.',
  );
});

test('a name is said first name first', () => {
  const said = (name: string): string =>
    say({ name, status: 'notCovered', usableFrom: '' }).replace(/ is not covered.*/, '');
  expect(['Castillo, Mateo', 'Ana Abdi', 'Brown, Lee, MD', 'Sam Brown, Jr.', 'Brown,'].map(said)).toEqual([
    'Mateo Castillo',
    'Ana Abdi',
    'Brown, Lee, MD',
    'Sam Brown, Jr.',
    'Brown,',
  ]);
});

test('the wait, the cap and being left out are said', () => {
  expect(say({ status: 'waiting', usableFrom: '2026-08-04' })).toContain(
    'The waiting time ends on Aug 4, 2026: until then',
  );
  expect(say({ status: 'atCap', used: rational(72), available: rational(0) })).toContain(
    'Here the cap of 72.00 hours of use in a benefit year has been reached.',
  );
  expect(say({ carriedIn: rational(70), used: rational(0), available: rational(72) })).toContain(
    'More was earned, but the cap of 72.00 hours',
  );
  expect(say({ available: rational(-7, 2) })).toContain('On Jun 30, 2026 3.50 more had been taken than there was.');
  expect(say({ status: 'notCovered', usableFrom: '' })).toBe(
    'Ana Abdi is not covered by the law, so no sick time is earned under it.',
  );
});
