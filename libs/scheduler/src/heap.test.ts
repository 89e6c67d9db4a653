import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heap } from './heap.ts';
import { Line, Place } from './line.ts';

interface Item {
  readonly key: number;
  place: number;
}

test('K8 a heap gives the least first, whatever is taken out between, at O(log n) comparisons a verb', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(9)), { maxLength: 300 }), (steps) => {
      let compared = 0;
      const heap = new Heap<Item>({
        before: (a, b) => (compared++, a.key < b.key),
        place: { of: (item) => item.place, set: (item, place) => (item.place = place) },
      });
      const model: Item[] = [];
      for (const [key, what] of steps) {
        compared = 0;
        if (what < 6) {
          const item = { key, place: -1 };
          heap.add(item);
          model.push(item);
        } else {
          const [gone] = model.splice(key % Math.max(1, model.length), 1);
          if (gone) heap.remove(gone);
          if (gone) heap.remove(gone);
        }
        expect(compared).toBeLessThanOrEqual(3 * Math.log2(model.length + 2) + 3);
        expect(heap.size).toBe(model.length);
        expect(heap.first()?.key).toBe(model.length === 0 ? undefined : Math.min(...model.map((item) => item.key)));
      }
    }),
  );
});

test('a line keeps its order while anybody leaves it or goes to its end', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.boolean()), { maxLength: 100 }), (steps) => {
      const line = new Line<number>();
      const places = Array.from({ length: 10 }, (_, n) => new Place(n));
      let model: number[] = [];
      for (const [n, goes] of steps) {
        model = model.filter((one) => one !== n);
        if (goes) model.push(n);
        if (goes) line.append(places[n]!);
        else line.remove(places[n]!);
        expect(line.size).toBe(model.length);
        expect(line.first()).toBe(model[0]);
        const seen: number[] = [];
        line.find((one) => (seen.push(one), false));
        expect(seen).toEqual(model);
      }
    }),
  );
});
