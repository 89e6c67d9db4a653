import { expect, test } from 'vitest';
import { failureOf } from './failure.ts';

test('an error of the client keeps its sentence and its code', () => {
  const fromClient = Object.assign(new Error('The kernel has not finished booting.'), { fault: { code: 2005 } });
  expect(failureOf(fromClient)).toEqual({ message: 'The kernel has not finished booting.', code: 2005 });
});

test('anything else keeps its sentence', () => {
  expect(failureOf(new TypeError('Failed to fetch'))).toEqual({ message: 'Failed to fetch' });
  expect(failureOf('odd')).toEqual({ message: 'odd' });
});
