import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareKeys } from './key-order.ts';
import { SortedMap } from './sorted-map.ts';

test('keys are in byte order whenever they are walked, however many were set in between', () => {
  const rounds = fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 3 }), { maxLength: 20 }), { maxLength: 6 });
  fc.assert(
    fc.property(rounds, (keysByRound) => {
      const map = new SortedMap<number>();
      const expected = new Map<string, number>();
      keysByRound.forEach((keys, round) => {
        for (const key of keys) {
          map.set(key, round);
          expected.set(key, round);
        }
        expect(map.sortedKeys()).toEqual([...expected.keys()].sort(compareKeys));
        expect([...map.entries()]).toEqual([...expected]);
      });
    }),
  );
});
