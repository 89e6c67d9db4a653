import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS, unwrap, type Result, type StoredEntry } from '@esta-logic/kernel-boundary';
import { manualLoop, memoryStore, type MemoryStore } from '@esta-logic/testkit';
import { openStore, type Store, type StoreOptions } from './store.ts';
import { parseKey, usageKey } from './key-grammar.ts';
import { openCollection, type Collection } from './namespace.ts';
import { recountUsage } from './recount-usage.ts';
import type { StoreTransaction, Transaction } from './transaction.ts';

async function open(options: Partial<StoreOptions> = {}): Promise<{ store: Store; provider: MemoryStore }> {
  const provider = memoryStore();
  return { provider, store: await openStore({ provider, loop: manualLoop(), ...options }) };
}

/** Divides the bound on keys that queries may go over. */
const DELETED = 8192;

const SHIFTS = { tenantId: 'acme', service: 'time-service', collection: 'shifts' };
const at = (tx: Transaction, name: Partial<typeof SHIFTS> = {}): Collection =>
  openCollection(tx, { ...SHIFTS, ...name });
const keys = (result: unknown): string[] => unwrap(result as Result<readonly StoredEntry[]>).map(({ key }) => key);

describe('collection', () => {
  it('S24 a collection holds what was written to it, and no other tenant, service or collection sees it', async () => {
    const { store } = await open();
    const tx = store.begin();
    await at(tx).write('2025-06', '[8]');
    expect(at(tx).read('2025-06')).toEqual({ ok: true, value: '[8]' });
    for (const other of [
      { tenantId: 'acme2' },
      { service: 'accrual-engine' },
      { collection: 'shift' },
      { tenantId: 'acme/time-service' },
    ]) {
      expect(at(tx, other).read('2025-06')).toEqual({ ok: true, value: undefined });
      expect(keys(at(tx, other).query('', undefined, 10))).toEqual([]);
    }
    await at(tx).delete('2025-06');
    expect(at(tx).read('2025-06')).toEqual({ ok: true, value: undefined });
    expect(await at(tx).delete('2025-06')).toEqual({ ok: true, value: undefined });
  });

  it('S25 a query gives the keys with the prefix, after the given one, in order, up to the limit', async () => {
    const { store } = await open();
    const tx = store.begin();
    const all = ['a', 'a/1', 'a/2', 'a/3', 'a0', 'b', 'z\uffff', 'z\u{1f600}'];
    for (const key of [...all].reverse()) await at(tx).write(key, '1');
    await at(tx, { collection: 'shiftt' }).write('other', '1');
    expect(keys(at(tx).query('', undefined, 100))).toEqual(all);
    expect(keys(at(tx).query('a/', undefined, 100))).toEqual(['a/1', 'a/2', 'a/3']);
    expect(keys(at(tx).query('a/', 'a/1', 1))).toEqual(['a/2']);
    expect(keys(at(tx).query('a/', 'A', 100))).toEqual(['a/1', 'a/2', 'a/3']);
    expect(keys(at(tx).query('a/', 'a/3', 100))).toEqual([]);
    expect(keys(at(tx).query('a/', 'zzz', 100))).toEqual([]);
    expect(keys(at(tx).query('', 'b', 100))).toEqual(['z\uffff', 'z\u{1f600}']);
  });

  it('S26 keys and values outside the limits, with U+0000 or half a surrogate are refused with a sentence and change nothing', async () => {
    const { store, provider } = await open();
    const tx = store.begin();
    const fault = async (result: unknown): Promise<string> => {
      const settled = (await result) as Result<unknown>;
      return settled.ok ? 'ok' : settled.fault.name;
    };
    const long = 'é'.repeat(LIMITS.keyBytes.value / 2);
    expect(await fault(at(tx).write(long, '1'))).toBe('ok');
    expect(await fault(at(tx).delete(long))).toBe('ok');
    for (const key of ['', `${long}x`, 'a\u0000b', 'a\ud800', '\udc00a']) {
      expect(await fault(at(tx).write(key, '1'))).toBe('invalid-argument');
      expect(await fault(at(tx).read(key))).toBe('invalid-argument');
      expect(await fault(at(tx).delete(key))).toBe('invalid-argument');
      if (key !== '') expect(await fault(at(tx).query(key, undefined, 1))).toBe('invalid-argument');
      if (key !== '') expect(await fault(at(tx).query('', key, 1))).toBe('invalid-argument');
    }
    for (const value of ['x'.repeat(LIMITS.valueBytes.value + 1), 'a\u0000b', '\ud83d'])
      expect(await fault(at(tx).write('k', value))).toBe('invalid-argument');
    for (const limit of [0, -1, 1.5, NaN, LIMITS.queryEntries.value + 1])
      expect(await fault(at(tx).query('', undefined, limit))).toBe('invalid-argument');
    const kept = unwrap(store.seal(tx));
    await store.flush();
    await kept.durable;
    expect(provider.entries()).toEqual([]);
  });

  it('S27 one transaction cannot change more keys than one crank may', async () => {
    const { store } = await open();
    const tx = store.begin();
    for (let i = 0; i < LIMITS.writesPerCrank.value; i++) tx.put(`raw${i}`, '1');
    expect(at(tx).write('one more', '1')).toMatchObject({ ok: false, fault: { code: 3003 } });
  });

  it('S27 deletions of what is not there count: each asks the provider for a key of its own', async () => {
    const { store } = await open();
    const rows = at(store.begin());
    for (let i = 0; i < LIMITS.writesPerCrank.value; i++) unwrap(await rows.delete(`ghost${i}`));
    expect(await rows.delete('one more')).toMatchObject({ ok: false, fault: { code: 3003 } });
  });

  it('S31 queries may go over the keys that their own transaction deleted only so often', async () => {
    const { store } = await open();
    const before = store.begin();
    for (let i = 0; i < DELETED; i++) unwrap(await at(before).write(`a${i}`, '1'));
    unwrap(await at(before).write('z', '1'));
    store.seal(before);
    const rows = at(store.begin());
    for (let i = 0; i < DELETED; i++) unwrap(await rows.delete(`a${i}`));
    const times = LIMITS.deletedKeysPassedPerCrank.value / DELETED;
    for (let i = 0; i < times; i++)
      expect(unwrap(await rows.query('', undefined, 1))).toEqual([{ key: 'z', value: '1' }]);
    expect(await rows.query('', undefined, 1)).toMatchObject({ ok: false, fault: { code: 3003 } });
    expect(unwrap(await at(store.begin()).query('z', undefined, 1))).toHaveLength(1);
  });

  it('S31 a transaction that deletes nothing may query without end, and what stands behind them costs nothing', async () => {
    const { store } = await open();
    const tx = store.begin() as StoreTransaction;
    for (const key of ['a', 'b', 'c']) unwrap(await at(tx).write(key, '1'));
    unwrap(await at(tx).query('', undefined, 10));
    expect(tx.deletedPassed).toBe(0);
    unwrap(await at(tx).delete('a'));
    expect(unwrap(await at(tx).query('', 'a', 10))).toHaveLength(2);
    expect(tx.deletedPassed).toBe(0);
    unwrap(await at(tx).query('', undefined, 1));
    expect(tx.deletedPassed).toBe(1);
  });
});

it('U1 a transaction counts the UTF-8 bytes of what it will store, each key once', async () => {
  const { store } = await open();
  const before = store.begin();
  unwrap(await at(before).write('kept', 'über'));
  expect(before.bytesWritten).toBe(9);
  store.seal(before);
  const step = fc.record({
    key: fc.constantFrom('a', 'ä', '日本', 'kept'),
    value: fc.option(fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\u0000', ''))),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const tx = store.begin();
      const model = new Map<string, string>();
      for (const { key, value } of steps) {
        if (value === null) unwrap(await at(tx).delete(key));
        else unwrap(await at(tx).write(key, value));
        if (value === null) model.delete(key);
        else model.set(key, value);
      }
      const bytes = [...model].reduce(
        (sum, [key, value]) => sum + encodeURIComponent(key + value).replace(/%../g, '_').length,
        0,
      );
      expect(tx.bytesWritten).toBe(bytes);
      tx.discard();
    }),
  );
});

describe('pages', () => {
  it('S25 a page longer than one piece is whole, in order, and reads of it are checked to its end', async () => {
    const { store } = await open();
    const all = Array.from({ length: 700 }, (_, i) => `k${String(i).padStart(4, '0')}`);
    const tx = store.begin();
    for (const key of all) await at(tx).write(key, '1');
    store.seal(tx);
    for (const limit of [1, 127, 128, 129, 256, 600, 700, 701, 4096]) {
      const reader = store.begin();
      expect(keys(at(reader).query('k', undefined, limit))).toEqual(all.slice(0, limit));
      const writer = store.begin();
      await at(writer).write('k0650', '2');
      store.seal(writer);
      expect(store.validate(reader).ok).toBe(limit < 651);
    }
  });

  it('S30 a page that would fill a module is refused with a sentence, and smaller ones are given', async () => {
    const { store } = await open();
    const tx = store.begin();
    for (let i = 0; i < 40; i++) await at(tx).write(`k${i}`, 'x'.repeat(1024 * 1024));
    expect(at(tx).query('k', undefined, 40)).toMatchObject({ ok: false, fault: { name: 'payload-too-large' } });
    expect(keys(at(tx).query('k', undefined, 10))).toHaveLength(10);
  });
});

describe('quota', () => {
  const quotas = () => ({ bytes: 100, keys: 3 });

  it('S28 bytes and keys of a service are bounded for each tenant; freeing is always allowed; others are not touched', async () => {
    const { store } = await open({ quotas });
    const tx = store.begin();
    expect(at(tx).write('k1', 'x'.repeat(96))).toMatchObject({ ok: true });
    expect(at(tx).write('k2', 'xy')).toMatchObject({ ok: false, fault: { code: 3003, name: 'quota-exceeded' } });
    expect(at(tx, { collection: 'other' }).write('k2', 'xy')).toMatchObject({ ok: false });
    expect(at(tx, { tenantId: 'other' }).write('k2', 'xy')).toMatchObject({ ok: true });
    expect(at(tx, { service: 'other' }).write('k2', 'xy')).toMatchObject({ ok: true });
    expect(at(tx).write('k1', 'x')).toMatchObject({ ok: true });
    for (const key of ['k2', 'k3']) expect(at(tx).write(key, '')).toMatchObject({ ok: true });
    expect(at(tx).write('k4', '')).toMatchObject({ ok: false, fault: { name: 'quota-exceeded' } });
    await at(tx).delete('k3');
    expect(at(tx).write('k4', '')).toMatchObject({ ok: true });
    store.seal(tx);
    expect(store.usage('acme', 'time-service')).toEqual({ bytes: 7, keys: 3 });
  });

  it('S28 two transactions that fit alone and not together: the second conflicts, and meets the fault when it runs again', async () => {
    const { store } = await open({ quotas });
    const [a, b] = [store.begin(), store.begin()];
    expect(at(a).write('a', 'x'.repeat(60))).toMatchObject({ ok: true });
    expect(at(b).write('b', 'x'.repeat(60))).toMatchObject({ ok: true });
    expect(store.seal(a).ok).toBe(true);
    expect(store.seal(b)).toMatchObject({ ok: false, fault: { name: 'conflict' } });
    expect(at(store.begin()).write('b', 'x'.repeat(60))).toMatchObject({
      ok: false,
      fault: { name: 'quota-exceeded' },
    });
  });

  it('S29 the kept sums equal a recount after any transactions, conflicts included, and are read back when the store is opened again', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 6 }).filter((t) => !t.includes('\u0000') && t.isWellFormed());
    const change = fc.record({
      tenantId: fc.constantFrom('t', 'u'),
      key: fc.constantFrom('a', 'b', 'é', '\u{1f600}'),
      value: fc.option(text),
      slot: fc.nat(1),
      seal: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 60, size: 'max' }), async (changes) => {
        const { store, provider } = await open();
        const slots = [store.begin(), store.begin()];
        for (const { tenantId, key, value, slot, seal } of changes) {
          const collection = at(slots[slot] as Transaction, { tenantId });
          await (value === null ? collection.delete(key) : collection.write(key, value));
          if (!seal) continue;
          store.seal(slots[slot] as Transaction);
          slots[slot] = store.begin();
        }
        await store.flush();
        const recounted = await recountUsage((range) => provider.scan(range));
        const reopened = await openStore({ provider: provider.reopen(), loop: manualLoop() });
        for (const tenantId of ['t', 'u']) {
          const expected = recounted.get(usageKey(tenantId, SHIFTS.service)) ?? { bytes: 0, keys: 0 };
          expect(store.usage(tenantId, SHIFTS.service)).toEqual(expected);
          expect(reopened.usage(tenantId, SHIFTS.service)).toEqual(expected);
        }
        const rows = provider.entries().filter(({ key }) => parseKey(key)?.kind === 'usage');
        expect(rows.length).toBe(recounted.size);
      }),
      { numRuns: 150 },
    );
  });
});
