import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageOf } from './memory-image.ts';

const PAGE = 65_536;
const memory = (pages: number, writes: readonly (readonly [number, number])[]): Uint8Array => {
  const bytes = new Uint8Array(pages * PAGE);
  for (const [at, value] of writes) bytes[at % bytes.length] = value;
  return bytes;
};
const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);
const writes = fc.array(fc.tuple(fc.nat(4 * PAGE), fc.integer({ min: 1, max: 255 })), { maxLength: 20 });

test('whatever was written since, the image puts back every byte', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), writes, writes, (pages, before, since) => {
      const original = memory(pages, pages === 0 ? [] : before);
      const image = imageOf(original);
      const live = original.slice();
      if (pages > 0) for (const [at, value] of since) live[at % live.length] = value;
      expect(image.equals(live)).toBe(same(live, original));
      image.writeTo(live);
      expect(same(live, original)).toBe(true);
      expect(image.equals(live)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('the image does not follow the memory it was taken of', () => {
  const bytes = memory(1, [[5, 5]]);
  const image = imageOf(bytes);
  bytes[5] = 6;
  expect(image.equals(bytes)).toBe(false);
  expect(image.equals(memory(2, [[5, 5]]))).toBe(false);
});
