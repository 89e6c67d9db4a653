import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '@esta-logic/testkit';
import { sampleEvent } from '../test/sample-events.ts';
import { countedSalts, digest, keys, openOn, writeLog } from '../test/written-log.ts';
import { decodeHead, GrowingHead } from './head.ts';
import { fromHex, toHex } from './hex.ts';
import { leafHash } from './merkle.ts';
import { rootOfInclusion } from './merkle-proof.ts';
import type { LogHead } from './open-log.ts';
import { proveConsistency, proveInclusion, verifyConsistency, verifyInclusion } from './prove.ts';
import { GrowingTree, levelsOf } from './tiles.ts';
import { verifyLog } from './verify-log.ts';

const SIZE = 1300;
const log = await writeLog(SIZE);
const options = { store: log.store, digest, keys };
const entry = (seq: number): string => digest.sha256Hex(log.records[seq] as string);
const tileKeys = log.store.entries().flatMap(({ key }) => (key.startsWith('t/') ? [key] : []));

describe('tiles', () => {
  it('L15 a log has one full tile of level 0 for every 256 records, the begun one up to the last 16, and above it the tiles over those', async () => {
    expect(tileKeys).toEqual([0, 1, 2, 3, 4, 5].map((n) => keys.tile(0, n)).concat(keys.tile(1, 0)));
    expect(await log.store.get(keys.tile(1, 0))).toHaveLength(5 * 64);
    expect(await log.store.get(keys.tile(0, 4))).toHaveLength((256 + 16) * 64);
    expect(await log.store.get(keys.tile(0, 5))).toHaveLength((16 + 1) * 64);
    expect(decodeHead(log.head)?.leaves).toHaveLength(4 * 64);
  });

  it('L13 L14 every record and every earlier log is proved from tiles, wherever tiles end', async () => {
    const near = fc.constantFrom(1, 2, 255, 256, 257, 511, 512, 513, 1023, 1024, 1025, SIZE);
    const sizes = fc
      .oneof(near, fc.integer({ min: 1, max: SIZE }))
      .chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));
    await fc.assert(
      fc.asyncProperty(sizes, async ([seq, size]) => {
        const [first, head] = [log.heads[seq + 1] as LogHead, log.heads[size] as LogHead];
        const inclusion = await proveInclusion(options, seq, size);
        const consistency = await proveConsistency(options, seq + 1, size);
        expect(inclusion.ok && verifyInclusion(digest, entry(seq), inclusion.value, head)).toBe(true);
        expect(consistency.ok && verifyConsistency(digest, consistency.value, first, head)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('L16 a proof in a log of 65,795 records reads at most six keys: its head, tiles of three levels on both sides', async () => {
    const store = memoryStore();
    const leaves = Array.from({ length: 65_536 + 256 + 3 }, (_, n) =>
      leafHash(digest, new Uint8Array([n, n >> 8, n >> 16])),
    );
    const tree = new GrowingTree(digest, keys.tile);
    const growing = new GrowingHead();
    let head = '';
    for (const leaf of leaves) {
      void store.commit(tree.append(leaf, toHex(leaf)));
      head = growing.after(toHex(leaf), tree.range);
    }
    const { size } = tree.range;
    void store.commit([{ key: keys.head, value: head }]);
    expect(levelsOf(size)).toBe(3);

    let reads = 0;
    const counted = {
      get: (key: string) => (reads++, store.get(key)),
      scan: (range: Parameters<typeof store.scan>[0]) => (reads++, store.scan(range)),
    };
    for (const seq of [0, 255, 256, 40_000, 65_535, 65_536, size - 1]) {
      reads = 0;
      const proof = await proveInclusion({ store: counted, digest, keys }, seq, size);
      if (!proof.ok) throw new Error(proof.fault.message);
      expect(reads).toBeLessThanOrEqual(6);
      const path = proof.value.path.map(fromHex);
      const root = rootOfInclusion(digest, leaves[seq] as Uint8Array, seq, size, path) as Uint8Array;
      expect(toHex(root)).toBe(toHex(tree.range.root()));
    }
  });

  it('L8 any byte of any tile set to any other value is found, and the tile is named', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...tileKeys),
        fc.nat(20_000),
        fc.integer({ min: 1, max: 127 }),
        async (key, at, by) => {
          const tile = (await log.store.get(key)) as string;
          const index = at % tile.length;
          const changed =
            tile.slice(0, index) + String.fromCharCode((tile.charCodeAt(index) + by) % 128) + tile.slice(index + 1);
          const store = memoryStore({ entries: log.store.entries() });
          await store.commit([{ key, value: changed }]);
          const report = await verifyLog({ store, digest, keys });
          expect(report).toMatchObject({ ok: false, problem: { kind: 'tile' } });
          expect(report.problem?.what).toContain(key);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('L8 a tile that is missing is named; a changed record is named before the tile over it', async () => {
    for (const key of tileKeys) {
      const store = memoryStore({ entries: log.store.entries() });
      await store.commit([{ key, value: null }]);
      expect(await verifyLog({ store, digest, keys })).toMatchObject({ ok: false, problem: { kind: 'tile' } });
    }
    for (const seq of [0, 254, 255, 256, 1279, 1299]) {
      const store = memoryStore({ entries: log.store.entries() });
      const changed = (log.records[seq] as string).replace('"time":"2025', '"time":"2026');
      await store.commit([{ key: keys.record(seq), value: changed }]);
      expect(await verifyLog({ store, digest, keys, pageSize: 256 })).toMatchObject({
        ok: false,
        problem: { kind: 'changed', seq },
      });
    }
  });

  it('L2 a log opened again anywhere goes on with the same tiles', async () => {
    for (const cut of [15, 16, 255, 256, 257, 700]) {
      const { store } = await writeLog(cut);
      const again = await openOn(store, countedSalts(cut));
      for (let n = cut; n < SIZE; n++) await store.commit(again.append(sampleEvent(n)));
      expect(store.entries()).toEqual(log.store.entries());
    }
  });

  it('L2 a log whose unfinished tile is damaged takes no more records', async () => {
    for (const value of [null, '', '0'.repeat(64 * 5), '0'.repeat(64 * 4)]) {
      const store = memoryStore({ entries: log.store.entries() });
      await store.commit([{ key: keys.tile(1, 0), value }]);
      await expect(openOn(store)).rejects.toThrow(/newest records and tiles are not those of its head/);
    }
  });

  it('L13 with a tile gone or cut, what cannot be proved is a fault', async () => {
    for (const value of [null, 'zz', '0'.repeat(64)]) {
      const store = memoryStore({ entries: log.store.entries() });
      await store.commit([{ key: keys.tile(0, 1), value }]);
      expect(await proveInclusion({ ...options, store }, 300, SIZE)).toMatchObject({
        ok: false,
        fault: { name: 'log-broken' },
      });
    }
  });
});
