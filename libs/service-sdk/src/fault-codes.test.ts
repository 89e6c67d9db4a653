import { ERRORS } from '@esta-logic/kernel-boundary';
import { expect, test } from 'vitest';
import { FAULT_CODES, faultNameOf } from './fault-codes.ts';

test('the codes are those of the kernel, row by row', () => {
  const table = Object.fromEntries(Object.entries(ERRORS).map(([name, { code }]) => [name, code]));
  expect(FAULT_CODES).toEqual(table);
});

test('a code outside the table is the handler’s own refusal', () => {
  expect(faultNameOf(1013)).toBe('not-found');
  expect(faultNameOf(77)).toBe('handler-failed');
});
