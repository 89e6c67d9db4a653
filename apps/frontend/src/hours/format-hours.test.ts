import { rational } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeHours, formatHours, isRounded, readHours } from './format-hours.ts';
import { WORDS } from '../words/words.ts';

test.each([
  [77, 6, '12.83', 'exactly 77/6 hours (shown rounded)'],
  [8, 1, '8.00', 'exactly 8 hours'],
  [1, 200, '0.01', 'exactly 1/200 hours (shown rounded)'],
  [5, 4, '1.25', 'exactly 5/4 hours'],
  [1234567, 1, '1,234,567.00', 'exactly 1234567 hours'],
  [-15, 4, '−3.75', 'exactly -15/4 hours'],
  [-1, 1000, '0.00', 'exactly -1/1000 hours (shown rounded)'],
])('%i/%i hours are shown as %s', (n, d, shown, described) => {
  expect(formatHours(rational(n, d))).toBe(shown);
  expect(describeHours(rational(n, d), WORDS.en)).toBe(described);
});

test('what is shown is never more than half a hundredth away, and the same when nothing is rounded', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 24n), 10n ** 24n), fc.bigInt(1n, 10n ** 12n), (n, d) => {
      const exact = rational(n, d);
      const shown = readHours(formatHours(exact).replaceAll(',', '').replace('−', '-'));
      // |exact - shown| · 200 ≤ 1, in whole numbers.
      const distance = BigInt(exact.n) * BigInt(shown.d) - BigInt(shown.n) * BigInt(exact.d);
      const size = distance < 0n ? -distance : distance;
      expect(size * 200n <= BigInt(exact.d) * BigInt(shown.d)).toBe(true);
      expect(size === 0n).toBe(!isRounded(exact));
    }),
  );
});

test('a text that is no fraction is refused, not shown as zero', () => {
  expect(() => readHours('12h')).toThrow('The server sent "12h" where hours belong.');
});
