import type { Balance, BalancesPage, EmployerSettings } from '@esta-logic/client';
import { toFraction } from '@esta-logic/shared-types';
import { expect, test } from 'vitest';
import { toRows } from './balance-row.ts';

const balance: Balance = {
  employee: 'E-1',
  hoursWorked: '385',
  accrued: '77/6',
  carriedIn: '0',
  used: '8',
  available: '29/6',
  usableFrom: '2026-06-30',
  citations: [],
};
const page = (changes: object, employer: object = {}): BalancesPage => ({
  asOf: '2026-06-30',
  employer: { ...employer },
  balances: [{ ...balance, ...changes }],
});
const settings = (policy: object): EmployerSettings => ({ employer: {}, policy: { ...policy } });
const status = (changes: object, employer: object = {}, policy: object = {}) =>
  toRows(page(changes, employer), settings(policy))[0]?.status;
const cap = (changes: object, employer: object, policy: object): string | undefined => {
  const found = toRows(page(changes, employer), settings(policy))[0]?.useCap;
  return found === undefined ? undefined : toFraction(found);
};

test('time is usable on the very day that the wait ends, and not the day before', () => {
  expect(status({})).toBe('usable');
  expect(status({ usableFrom: '2026-07-01' })).toBe('waiting');
});

test('the use cap is reached exactly when all of it is used', () => {
  expect(status({ used: '72' }, { useCapHours: '72' })).toBe('atCap');
  expect(status({ used: '431/6' }, { useCapHours: '72' })).toBe('usable');
  expect(status({ used: '500' })).toBe('usable');
});

test('somebody whom the law does not cover has no first day', () => {
  expect(status({ usableFrom: null })).toBe('notCovered');
});

test('the cap is the balance’s own, else that of the employer’s size, and unknown where the employer chose one', () => {
  expect(cap({ useCap: '80' }, { useCapHours: '72' }, { useCapHours: '80' })).toBe('80');
  expect(cap({}, { useCapHours: '72' }, {})).toBe('72');
  expect(cap({}, { useCapHours: '72' }, { useCapHours: '80' })).toBeUndefined();
  expect(cap({ useCap: null }, {}, {})).toBeUndefined();
});
