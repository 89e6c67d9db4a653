import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededEntropy } from '@esta-logic/testkit';
import { digest } from '../test/written-log.ts';
import { commitmentOf, createSalts, isSalt, SALT_DIGITS } from './salts.ts';

describe('salts', () => {
  it('L17 every text has a salt of its own, however many are asked for at a time', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 40 }), (seed, counts) => {
        const salts = createSalts(seededEntropy(seed));
        const drawn = counts.flatMap((count) => {
          const text = salts(count);
          expect(text).toHaveLength(count * SALT_DIGITS);
          return Array.from({ length: count }, (_, i) => text.slice(i * SALT_DIGITS, (i + 1) * SALT_DIGITS));
        });
        expect(drawn.every(isSalt)).toBe(true);
        expect(new Set(drawn).size).toBe(drawn.length);
      }),
    );
  });

  it('L17 a commitment is SHA-256 of the salt and the text, in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (text) => {
        const salt = 'ab'.repeat(16);
        const bytes = digest.sha256(new TextEncoder().encode(salt + text));
        expect(commitmentOf(digest, salt, text)).toBe(Buffer.from(bytes).toString('hex'));
      }),
    );
  });
});
