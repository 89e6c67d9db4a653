import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isShallow } from './json-depth.ts';

/** A value nested so many levels deep. */
const nested = (levels: number, array: boolean): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) value = array ? [0, value] : { a: 0, b: value };
  return value;
};

it('counts levels of objects and arrays, wherever the deepest is', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), fc.boolean(), (levels, depth, array) => {
      expect(isShallow(nested(levels, array), depth)).toBe(levels <= depth);
    }),
  );
});

it('needs no deep stack for a value that was parsed from the deepest text', () => {
  expect(isShallow(JSON.parse('['.repeat(500_000) + ']'.repeat(500_000)), 64)).toBe(false);
});
