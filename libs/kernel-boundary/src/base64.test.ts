import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodedByHand, encodedByHand, fromBase64, toBase64 } from './base64.ts';

test('bytes of any length are written in one way, with the engine’s own functions and without', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000, size: 'max' }), (bytes) => {
      const text = toBase64(bytes);
      expect(encodedByHand(bytes)).toBe(text);
      expect([fromBase64(text), decodedByHand(text)]).toEqual([bytes, bytes]);
    }),
    { numRuns: 30 },
  );
});

test('the examples of RFC 4648 come out as they stand there', () => {
  const encoder = new TextEncoder();
  const examples = { '': '', f: 'Zg==', fo: 'Zm8=', foo: 'Zm9v', foobar: 'Zm9vYmFy' };
  for (const [plain, text] of Object.entries(examples)) expect(toBase64(encoder.encode(plain))).toBe(text);
});

test('a text that is not the one spelling of some bytes is none', () => {
  for (const text of ['A', 'AA', 'AA=', 'AB==', 'AA==\n', ' AA==', 'A-==', 'AA==AA==', 'ä'])
    expect(fromBase64(text)).toBeUndefined();
  expect(fromBase64('')).toEqual(new Uint8Array(0));
});
