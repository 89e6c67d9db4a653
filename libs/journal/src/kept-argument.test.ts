import { LIMITS } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptArguments, recordedCharacters } from './kept-argument.ts';

const LONGEST = LIMITS.valueBytes.value;

test('J14 arguments that a call may take are kept as they are', () => {
  const args = ['a', 7, undefined, 'x'.repeat(LONGEST), [{ key: 'k', value: undefined }]];
  expect(keptArguments(args)).toBe(args);
});

test('J14 of a text that no call takes, its beginning and its length are kept', () => {
  const long = `${'ab'.repeat(LONGEST / 2)}!`;
  const kept = `${'ab'.repeat(500)}… (${LONGEST + 1} characters)`;
  expect(keptArguments([3, 'k', long])).toEqual([3, 'k', kept]);
  const changes = [
    { key: 'k', value: long },
    { key: long, value: undefined },
  ];
  expect(keptArguments([3, changes])).toEqual([
    3,
    [
      { key: 'k', value: kept },
      { key: kept, value: undefined },
    ],
  ]);
});

test('J14 a text counts for no less than JSON makes of it, but for what quotes and short texts add', () => {
  const anyText = fc.string({ unit: fc.constantFrom('a', '\u0000', '\u001f', '\ud800', 'é', '😀'), maxLength: 2000 });
  fc.assert(
    fc.property(anyText, (text) => {
      const spelled = JSON.stringify(text).length - 2;
      const counted = recordedCharacters(text);
      expect(counted).toBeGreaterThanOrEqual(text.length);
      if (text.length > 64 && (text.length <= 1024 || text.includes('\u0000') || !text.isWellFormed()))
        expect(counted).toBeGreaterThanOrEqual(spelled);
    }),
  );
  expect(recordedCharacters('x'.repeat(LONGEST))).toBe(LONGEST);
});
