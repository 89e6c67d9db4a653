import { expect, test } from 'vitest';
import { rowAfterKey } from './row-keys.ts';

test.each([
  ['ArrowDown', 3, 4],
  ['ArrowDown', 19, 19],
  ['ArrowUp', 3, 2],
  ['ArrowUp', 0, 0],
  ['PageDown', 3, 13],
  ['PageDown', 15, 19],
  ['PageUp', 3, 0],
  ['Home', 7, 0],
  ['End', 7, 19],
  ['a', 7, undefined],
  ['Tab', 7, undefined],
])('%s on row %i of 20 leads to %s', (key, from, to) => {
  expect(rowAfterKey(key, from, 20)).toBe(to);
});

test('an empty table has nowhere to go', () => {
  expect(rowAfterKey('ArrowDown', -1, 0)).toBeUndefined();
});
