import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys, keyAfter, prefixEnd } from './key-order.ts';
import { lowerBound, SortedMap } from './sorted-map.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 10 }),
  fc
    .array(fc.constantFrom('a', 'b', '\u007f', '\u0080', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'), {
      maxLength: 5,
    })
    .map((parts) => parts.join('')),
);
const encoder = new TextEncoder();

function compareBytes(a: string, b: string): number {
  const [x, y] = [encoder.encode(a), encoder.encode(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) if (x[i] !== y[i]) return (x[i] as number) - (y[i] as number);
  return x.length - y.length;
}

describe('key order', () => {
  it('S2 compares as the UTF-8 bytes do', () => {
    fc.assert(
      fc.property(text, text, (a, b) => Math.sign(compareKeys(a, b)) === Math.sign(compareBytes(a, b))),
      { numRuns: 3000 },
    );
  });

  it('S2 nothing lies between a key and keyAfter of it', () => {
    fc.assert(
      fc.property(
        text,
        text,
        (a, b) => compareKeys(a, keyAfter(a)) < 0 && !(compareKeys(a, b) < 0 && compareKeys(b, keyAfter(a)) < 0),
      ),
      { numRuns: 3000 },
    );
  });

  it('S2 prefixEnd is the first key behind all that start with the prefix', () => {
    fc.assert(
      fc.property(text, text, (prefix, other) => {
        const end = prefixEnd(prefix);
        if (end === undefined) return /^\u{10ffff}*$/u.test(prefix);
        const inside = compareKeys(other, prefix) >= 0 && compareKeys(other, end) < 0;
        return inside === other.startsWith(prefix) && compareKeys(prefix + other, end) < 0;
      }),
      { numRuns: 5000 },
    );
  });
});

describe('SortedMap', () => {
  it('holds what a Map holds, in key order, however often it is walked in between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.tuple(text, fc.nat()), fc.constant('walk' as const)), { maxLength: 60 }),
        (steps) => {
          const model = new Map<string, number>();
          const sorted = new SortedMap<number>();
          for (const step of steps) {
            if (step === 'walk') sorted.sortedKeys();
            else {
              model.set(...step);
              sorted.set(...step);
            }
          }
          expect([...sorted.entries()]).toEqual([...model]);
          expect(sorted.sortedKeys()).toEqual([...model.keys()].sort(compareKeys));
          for (const key of model.keys()) expect(sorted.sortedKeys()[lowerBound(sorted.sortedKeys(), key)]).toBe(key);
        },
      ),
    );
  });
});
