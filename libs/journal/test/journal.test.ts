import { createSalts } from '@esta-logic/audit-log';
import { ok, unwrap, type StoreWrite } from '@esta-logic/kernel-boundary';
import { blobKey, crankKey } from '@esta-logic/storage';
import { memoryStore, seededEntropy, testDigest, type MemoryStore } from '@esta-logic/testkit';
import { describe, expect, it } from 'vitest';
import { BLOB_UNITS, encodeTerms, Journal, JournalWriter, type CrankRecord } from '../src/index.ts';
import { SAMPLE, TERMS } from './record-samples.ts';

const TERMS_TEXT = encodeTerms(TERMS);
const BIG = 'x'.repeat(BLOB_UNITS + 1);

/** A crank that writes one key. */
const crank = (seq: number, key: string, value: string, process = 'time-service#1'): CrankRecord => ({
  ...SAMPLE,
  seq,
  process,
  envelope: { ...SAMPLE.envelope, metadata: { ...SAMPLE.envelope.metadata, messageId: `1-${seq}` } },
  calls: [{ syscall: 'sys.db.write', args: [0, key, value], state: 'received', result: ok(undefined) }],
});

function written(...records: readonly CrankRecord[]): { store: MemoryStore; writes: StoreWrite[] } {
  const store = memoryStore();
  const writer = new JournalWriter(testDigest(), createSalts(seededEntropy(1)));
  const writes = records.flatMap((record) => writer.write(record, TERMS_TEXT).writes);
  void store.commit(writes);
  return { store, writes };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('the journal', () => {
  it('J2 keeps a text once, however many records name it', async () => {
    const { store, writes } = written(crank(1, 'a', BIG), { ...crank(2, 'b', BIG), payload: BIG });
    expect(writes.filter(({ key }) => key.startsWith('b/')).map(({ value }) => value)).toEqual([TERMS_TEXT, BIG]);
    const read = unwrap(await new Journal(store).read(2));
    expect(read.record).toEqual({ ...crank(2, 'b', BIG), payload: BIG, terms: read.record.terms });
    expect(read.terms).toEqual(TERMS);
    expect([...read.blobs.values()].sort()).toEqual([BIG, TERMS_TEXT].sort());
    expect(read.text).toBe(store.get(crankKey(2)));
  });

  it('J2 forgets no blob that it has not written, whatever passes in between', () => {
    const writer = new JournalWriter(testDigest(), createSalts(seededEntropy(1)), 4 * BIG.length);
    const keys = (record: CrankRecord): string[] => writer.write(record, TERMS_TEXT).writes.map(({ key }) => key);
    const big = blobKey(testDigest().blake3(new TextEncoder().encode(BIG)));
    expect(keys(crank(1, 'a', BIG))).toContain(big);
    expect(keys(crank(2, 'a', BIG))).not.toContain(big);
    for (let i = 0; i < 9; i++) keys(crank(3, 'a', String(i).repeat(BIG.length)));
    expect(keys(crank(4, 'a', BIG))).toContain(big);
  });

  it('J7 finds a crank by its number, by its message and by its process, and reads on over pages', async () => {
    const records = Array.from({ length: 600 }, (_, i) => crank(i * 2, 'k', `${i}`, `p#${i % 3}`));
    const journal = new Journal(written(...records).store);
    expect(await journal.seqOf('1-34')).toBe(34);
    expect(await journal.seqOf('none')).toBeUndefined();
    expect(await journal.read(35)).toMatchObject({ ok: false, fault: { name: 'not-found' } });
    const seqs = async (range?: Parameters<Journal['cranks']>[0]): Promise<number[]> =>
      (await all(journal.cranks(range))).map((read) => unwrap(read).record.seq);
    expect(await seqs()).toEqual(records.map(({ seq }) => seq));
    expect(await seqs({ from: 10, to: 17 })).toEqual([10, 12, 14, 16]);
    expect(await seqs({ process: 'p#1', to: 20 })).toEqual([2, 8, 14]);
  });

  it('J5 gives the state as of any crank', async () => {
    const remove: CrankRecord = {
      ...crank(3, 'a', ''),
      calls: [{ syscall: 'sys.db.delete', args: [0, 'a'], state: 'received', result: ok(undefined) }],
    };
    const journal = new Journal(written(crank(1, 'a', '1'), crank(2, 'b', '2'), remove).store);
    const state = async (seq: number): Promise<unknown> => Object.fromEntries(unwrap(await journal.stateAsOf(seq)));
    const [a, b] = ['s/maple/time-service/shifts/a', 's/maple/time-service/shifts/b'];
    expect(await state(0)).toEqual({});
    expect(await state(1)).toEqual({ [a]: '1' });
    expect(await state(2)).toEqual({ [a]: '1', [b]: '2' });
    expect(await state(9)).toEqual({ [b]: '2' });
  });

  it('J3 a damaged record, and one whose blob is gone, is a fault in its place', async () => {
    const { store } = written(crank(1, 'a', '1'), crank(2, 'a', BIG), crank(3, 'a', '3'));
    await store.commit([
      { key: crankKey(1), value: '{}' },
      { key: blobKey(testDigest().blake3(new TextEncoder().encode(BIG))), value: null },
    ]);
    const read = await all(new Journal(store).cranks());
    expect(read.map(({ ok: sound }) => sound)).toEqual([false, false, true]);
    expect(await new Journal(store).stateAsOf(3)).toMatchObject({ ok: false, fault: { name: 'log-broken' } });
    await store.commit([{ key: blobKey(testDigest().blake3(new TextEncoder().encode(TERMS_TEXT))), value: null }]);
    expect(await new Journal(store).read(3)).toMatchObject({ ok: false, fault: { name: 'log-broken' } });
  });
});
