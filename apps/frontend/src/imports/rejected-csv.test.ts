import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rejectedCsv } from './rejected-csv.ts';

const row = { row: 3, column: 'hours', value: '8,5 "half"', reason: 'Write 8.5 or 8:30.' };

test('quotes what needs quoting and marks the file as UTF-8', () => {
  expect(rejectedCsv([row])).toBe('\uFEFFrow,column,value,reason\r\n3,hours,"8,5 ""half""",Write 8.5 or 8:30.\r\n');
});

test('no cell can start a formula in a spreadsheet', () => {
  const text = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\t', '\r', '\n', 'a', '1', '|') });
  fc.assert(
    fc.property(text, (value) => {
      const cell = rejectedCsv([{ ...row, column: 'c', value, reason: 'r' }])
        .slice('\uFEFFrow,column,value,reason\r\n3,c,'.length)
        .replace(/^"/, '');
      expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
  expect(rejectedCsv([{ ...row, value: '=38+2' }])).toContain(",'=38+2,");
});
