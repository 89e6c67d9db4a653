import { unwrap, type ComponentStore } from '@esta-logic/kernel-boundary';
import { auditKey, RANGES } from '@esta-logic/storage';
import { memoryComponentStore } from '@esta-logic/testkit';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { pastAsOf, type JournalReader, type Past, type PastSources } from '../src/index.ts';
import { guestComponent } from './guest-component.ts';
import { fastDigest, MANIFESTS, record } from './recording.ts';

/** Records from one snapshot to the next, where the state has fewer entries. */
const EVERY = 4;

let sources: PastSources;
let last: number;

beforeAll(async () => {
  const recording = await record();
  const { kernel, store, powers } = recording;
  const wasm = await guestComponent();
  for (let i = 0; i < 24; i++) {
    if (i === 12) unwrap(await kernel.install({ ...MANIFESTS.guest, version: '2.0.0' }, wasm));
    // Each is remembered, so that the state grows with nearly every record.
    const once = { delivery: 'exactly-once', idempotencyKey: `key ${i}` } as const;
    await recording.send({ opcode: i % 9 === 4 ? 'guest.trap' : 'guest.write', payload: i, ...once });
  }
  await kernel.drained();
  await kernel.stop();
  const reader = store.reopen();
  last = (await reader.scan({ ...RANGES.audit, limit: 1000 })).length - 1;
  sources = { reader, components: powers.components, digest: fastDigest };
});

const withSnapshots = (snapshots: ComponentStore = memoryComponentStore(), reader = sources.reader) => ({
  ...sources,
  reader,
  snapshots,
});

const plain = ({ state, modules }: Past) => ({ state: Object.fromEntries(state), modules });
const fold = async (from: PastSources, seq: number, refold = false) =>
  plain(await pastAsOf(from, seq, { every: EVERY, refold }));

/** A reader that counts the records that it gave. */
function counting(): { reader: JournalReader; read: () => number } {
  let read = 0;
  const { reader } = sources;
  return {
    reader: {
      get: (key) => reader.get(key),
      scan: async (range) => {
        const page = await reader.scan(range);
        read += page.length;
        return page;
      },
    },
    read: () => read,
  };
}

test('H14: whatever was asked before, a moment is what folding from the first crank comes to', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(last), { minLength: 1, maxLength: 6 }), async (moments) => {
      const kept = withSnapshots();
      for (const seq of moments) expect(await fold(kept, seq)).toEqual(await fold(sources, seq));
    }),
    { numRuns: 25 },
  );
});

test('H14: after the first time, no more is read than comes after the last snapshot', async () => {
  const snapshots = memoryComponentStore();
  await fold(withSnapshots(snapshots), last);
  const [first, ...more] = await snapshots.list('snapshots/');
  expect(more.length).toBeGreaterThan(1);
  const newest = Number(/\d{16}/.exec(more.at(-1) ?? first!)![0]);
  const { reader, read } = counting();
  await fold(withSnapshots(snapshots, reader), last);
  // Of every record: its crank, and its audit record; and once the last of the log.
  expect(read()).toBeLessThanOrEqual(2 * (last - newest) + 1);
});

test('H14: the next snapshot comes after a quarter as many records as the last one has entries', async () => {
  const snapshots = memoryComponentStore();
  await fold(withSnapshots(snapshots), last);
  let next = EVERY - 1;
  for (const name of await snapshots.list('snapshots/')) {
    const [, content] = new TextDecoder().decode(await snapshots.read(name)).split('\n') as [string, string];
    const { seq, entries } = JSON.parse(content) as { seq: number; entries: readonly string[] };
    expect(seq).toBe(next);
    next += EVERY * Math.max(1, Math.ceil(entries.length / 2 / 4 / EVERY));
  }
  expect(next).toBeGreaterThan(last);
});

test('H14: a snapshot that was damaged, in any byte, is passed over', async () => {
  const snapshots = memoryComponentStore();
  await fold(withSnapshots(snapshots), last);
  const name = (await snapshots.list('snapshots/')).at(-1)!;
  const sound = (await snapshots.read(name))!;
  await fc.assert(
    fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const damaged = sound.slice();
      damaged[at] = damaged[at]! ^ by;
      await snapshots.write(name, damaged);
      expect(await fold(withSnapshots(snapshots), last)).toEqual(await fold(sources, last));
    }),
    { numRuns: 50 },
  );
});

test('H14: a snapshot of another history is passed over, and replaced', async () => {
  const snapshots = memoryComponentStore();
  await fold(withSnapshots(snapshots), last);
  const changed: JournalReader = {
    scan: (range) => sources.reader.scan(range),
    get: async (key) => (await sources.reader.get(key))?.replace('"kind"', '"kind" '),
  };
  const before = await snapshots.read((await snapshots.list('snapshots/')).at(-1)!);
  expect(await fold(withSnapshots(snapshots, changed), last)).toEqual(await fold(sources, last));
  expect(await snapshots.read((await snapshots.list('snapshots/')).at(-1)!)).not.toEqual(before);
});

test('H15: folding again names a snapshot that says something else', async () => {
  const snapshots = memoryComponentStore();
  await fold(withSnapshots(snapshots), last);
  expect(await fold(withSnapshots(snapshots), last, true)).toEqual(await fold(sources, last));
  const name = (await snapshots.list('snapshots/')).at(-1)!;
  const [, content] = new TextDecoder().decode(await snapshots.read(name)).split('\n') as [string, string];
  const forged = content.replace(/"entries":\["[^"]*","/, (start) => `${start}9`);
  expect(forged).not.toBe(content);
  await snapshots.write(name, new TextEncoder().encode(`${fastDigest.sha256Hex(forged)}\n${forged}`));
  await expect(fold(withSnapshots(snapshots), last, true)).rejects.toMatchObject({
    fault: { name: 'hash-mismatch', message: expect.stringContaining(name) },
  });
});

test('H14: where nothing can be written, everything is folded', async () => {
  const full: ComponentStore = {
    ...memoryComponentStore(),
    write: () => Promise.reject(new Error('no space left on device')),
  };
  expect(await fold(withSnapshots(full), last)).toEqual(await fold(sources, last));
  expect(await sources.reader.get(auditKey(last))).toBeDefined();
});
