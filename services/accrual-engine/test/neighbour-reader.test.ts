import type { CollectionHandle } from '@esta-logic/service-sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NeighbourReader } from '../neighbour-reader.ts';

/** As much of a collection as is read here, counting its calls. */
function collection(keys: readonly string[]) {
  const entries = [...new Set(keys)].sort().map((key) => ({ key, value: `of ${key}` }));
  const calls: number[] = [];
  const query: CollectionHandle['query'] = (prefix, { after = '', limit = 1024 } = {}) => {
    const found = entries.filter(({ key }) => key.startsWith(prefix) && key > after).slice(0, limit);
    calls.push(found.length);
    return found;
  };
  return { entries, calls, handle: { query } as CollectionHandle };
}

const person = fc.constantFrom('a', 'b', 'ab', 'a%2F', 'b0', 'z', '0').map((id) => `${id}/`);
const key = fc.tuple(person, fc.constantFrom('2024', '2025', 'closed')).map(([prefix, rest]) => prefix + rest);

test('whoever is asked for, in any order, gets what is theirs', () => {
  fc.assert(
    fc.property(fc.array(key), fc.array(person), fc.integer({ min: 0, max: 5 }), (keys, asked, people) => {
      const { entries, handle } = collection(['/latest', ...keys]);
      const reader = new NeighbourReader(handle, people);
      for (const prefix of asked)
        expect(reader.read(prefix)).toEqual(entries.filter((entry) => entry.key.startsWith(prefix)));
    }),
  );
});

test('people in the order of the keys share system calls', () => {
  const prefixes = Array.from({ length: 500 }, (_, index) => `e${String(index).padStart(4, '0')}/`);
  const { calls, handle } = collection(prefixes.map((prefix) => `${prefix}2025`));
  const reader = new NeighbourReader(handle, prefixes.length);
  expect(prefixes.every((prefix) => reader.read(prefix).length === 1)).toBe(true);
  expect(calls.length).toBeLessThan(20);
});
