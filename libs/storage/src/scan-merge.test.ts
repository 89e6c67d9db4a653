import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '@esta-logic/testkit';
import { compareKeys } from './key-order.ts';
import { scanMerged, type WriteLayer } from './scan-merge.ts';
import { SortedMap } from './sorted-map.ts';

const keyOf = (n: number): string => `k${String(n).padStart(4, '0')}`;

function layerOf(writes: Iterable<readonly [string, string | null]>): WriteLayer {
  const layer: WriteLayer = new SortedMap();
  for (const [key, value] of writes) layer.set(key, { key, value });
  return layer;
}

describe('scanMerged', () => {
  it.each([false, true])('S17 finds the live entries behind any number of hidden ones, reverse %s', (reverse) => {
    const provider = memoryStore({
      entries: Array.from({ length: 1000 }, (_, n) => ({ key: keyOf(n), value: 'stored' })),
    });
    const hidden = layerOf(
      Array.from({ length: 1000 }, (_, n) => [keyOf(n), null] as const).filter((_, n) => n % 400 !== 7),
    );
    const found = scanMerged(provider, [hidden], { from: 'k', to: 'l', limit: 2, reverse });
    const live = [keyOf(7), keyOf(407), keyOf(807)];
    expect(found).toEqual((reverse ? live.reverse() : live).slice(0, 2).map((key) => ({ key, value: 'stored' })));
  });

  it('S17 asks for rows beyond the hidden ones at once, not one page for each', () => {
    let scans = 0;
    const store = memoryStore({
      entries: Array.from({ length: 1000 }, (_, n) => ({ key: keyOf(n), value: 'stored' })),
    });
    const counting = {
      ...bound(store),
      scan: (range: Parameters<typeof store.scan>[0]) => (scans++, store.scan(range)),
    };
    scanMerged(counting, [layerOf(Array.from({ length: 50 }, (_, n) => [keyOf(n), null] as const))], {
      from: 'k',
      to: 'l',
      limit: 1,
    });
    expect(scans).toBe(1);
  });

  it('S17 equals a scan of the merged maps, for any layers, range, limit and direction', () => {
    const n = fc.integer({ min: 0, max: 300 });
    const writes = fc.array(fc.tuple(n.map(keyOf), fc.option(fc.string({ maxLength: 2 }), { freq: 1 })), {
      maxLength: 200,
      size: 'max',
    });
    const stored = fc.array(n.map(keyOf), { maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(
        stored,
        fc.array(writes, { maxLength: 3 }),
        n,
        n,
        fc.integer({ min: 0, max: 20 }),
        fc.boolean(),
        (keys, layers, from, to, limit, reverse) => {
          const entries = [...new Set(keys)].map((key) => ({ key, value: 'stored' }));
          const merged = new Map(entries.map(({ key, value }) => [key, value]));
          for (const layer of [...layers].reverse()) {
            for (const [key, value] of layer) {
              if (value === null) merged.delete(key);
              else merged.set(key, value);
            }
          }
          const range = { from: keyOf(from), to: keyOf(to), limit, reverse };
          const within = [...merged]
            .map(([key, value]) => ({ key, value }))
            .filter(({ key }) => compareKeys(key, range.from) >= 0 && compareKeys(key, range.to) < 0);
          within.sort((a, b) => compareKeys(a.key, b.key) * (reverse ? -1 : 1));
          expect(scanMerged(memoryStore({ entries }), layers.map(layerOf), range)).toEqual(within.slice(0, limit));
        },
      ),
      { numRuns: 500 },
    );
  });
});

const bound = (store: ReturnType<typeof memoryStore>) => ({
  get: store.get.bind(store),
  commit: store.commit.bind(store),
  close: store.close.bind(store),
});
