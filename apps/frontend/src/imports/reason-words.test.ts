import { expect, test } from 'vitest';
import { reasonWords } from './reason-words.ts';

const row = { row: 3, column: 'hours', value: 'eight' };

test.each([
  ['Row 3, column "hours": "eight" is not a number of hours.', '"eight" is not a number of hours.'],
  ['Row 3: the row is empty.', 'The row is empty.'],
  ['Row 31: the row is empty.', 'Row 31: the row is empty.'],
  ['', ''],
])('%s', (reason, words) => {
  expect(reasonWords({ ...row, reason })).toBe(words);
});
