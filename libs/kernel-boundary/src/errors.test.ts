import { expect, test } from 'vitest';
import { categoryOf, ERROR_CATEGORIES, errorNameOf, ERRORS, fail, KernelError, unwrap } from './errors.ts';

test('the table is closed: codes are unique, in their category, and have a remedy', () => {
  const codes = Object.values(ERRORS).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const [name, { code, meaning, remedy }] of Object.entries(ERRORS)) {
    const { first, last } = ERROR_CATEGORIES[categoryOf(code)];
    expect(code >= first && code <= last).toBe(true);
    expect(errorNameOf(code)).toBe(name);
    expect(meaning.length * remedy.length).toBeGreaterThan(0);
  }
  expect(errorNameOf(9999)).toBeUndefined();
});

test('the codes that the contract fixes are what it says', () => {
  const fixed = {
    timeout: 3001,
    'out-of-memory': 3002,
    'quota-exceeded': 3003,
    'mailbox-full': 3004,
    unreachable: 4001,
    'divide-by-zero': 4002,
    'integer-overflow': 4003,
    'out-of-bounds': 4004,
    'indirect-call-type': 4005,
    'stack-overflow': 4006,
    'hash-mismatch': 4007,
    divergence: 4008,
  } as const;
  for (const [name, code] of Object.entries(fixed)) expect(ERRORS[name as keyof typeof fixed].code).toBe(code);
});

test('unwrap throws the fault as a KernelError', () => {
  expect(() => unwrap(fail('timeout', 'It took too long.'))).toThrow(KernelError);
});
