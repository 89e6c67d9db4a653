import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitsUtf8, utf8Length } from './utf8.ts';

test('the length is that of the encoding, lone surrogates included', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('\ud800', '\udc00', 'a', 'é', '€') }),
      (a, b) => {
        const bytes = new TextEncoder().encode(a + b).length;
        expect(utf8Length(a + b)).toBe(bytes);
        expect(fitsUtf8(a + b, bytes)).toBe(true);
        expect(fitsUtf8(a + b, bytes - 1)).toBe(false);
      },
    ),
  );
});
