import { describe, expect, it } from 'vitest';
import { KernelError, unwrap, type StoreWrite } from '@esta-logic/kernel-boundary';
import {
  manualLoop,
  memoryStore,
  type ManualLoop,
  type MemoryStore,
  type MemoryStoreOptions,
} from '@esta-logic/testkit';
import { usageKey } from './key-grammar.ts';
import { openStore, type Store, type StoreOptions } from './store.ts';

interface Opened {
  readonly store: Store;
  readonly provider: MemoryStore;
  readonly loop: ManualLoop;
}

async function open(disk: MemoryStoreOptions = {}, options: Partial<StoreOptions> = {}): Promise<Opened> {
  const provider = memoryStore(disk);
  const loop = manualLoop();
  return { provider, loop, store: await openStore({ provider, loop, ...options }) };
}

function sealOne(store: Store, key: string, value = 'v'): Promise<void> {
  const tx = store.begin();
  tx.put(key, value);
  return unwrap(store.seal(tx)).durable;
}

const isSettled = async (promise: Promise<unknown>): Promise<boolean> => {
  let settled = false;
  promise.then(
    () => (settled = true),
    () => (settled = true),
  );
  for (let i = 0; i < 20; i++) await undefined;
  return settled;
};

it('S29 the usage of thousands of owners is read back at open', async () => {
  const entries = Array.from({ length: 2500 }, (_, n) => ({ key: usageKey(`tenant${n}`, 's'), value: `${n} 1` }));
  const { store } = await open({ entries });
  for (const n of [0, 999, 1000, 1001, 2499]) expect(store.usage(`tenant${n}`, 's')).toEqual({ bytes: n, keys: 1 });
});

describe('group commit', () => {
  it('S18 all batches sealed within one turn are one commit, in which the last write of a key counts', async () => {
    const { store, provider, loop } = await open();
    const waits = Array.from({ length: 100 }, (_, i) => sealOne(store, 'same', String(i)));
    expect(provider.commits).toBe(0);
    loop.step();
    await Promise.all(waits);
    expect(provider.commits).toBe(1);
    expect(provider.entries()).toEqual([{ key: 'same', value: '99' }]);
  });

  it('S18 a full group does not wait for the turn', async () => {
    const { store, provider } = await open({}, { groupWrites: 10 });
    const waits = Array.from({ length: 10 }, (_, i) => sealOne(store, `k${i}`));
    expect(provider.commits).toBe(1);
    await Promise.all(waits);
  });

  it('S18 what is sealed while a commit is under way goes into one next commit without a further turn', async () => {
    const { store, provider, loop } = await open({ answers: 'promise' });
    const first = sealOne(store, 'first');
    loop.step();
    await undefined;
    await undefined;
    expect(provider.entries()).toEqual([]);
    const later = ['a', 'b', 'c'].map((key) => sealOne(store, key));
    expect(loop.waiting).toBe(0);
    await Promise.all([first, ...later]);
    expect(provider.commits).toBe(2);
  });

  it('S18 flush commits without a turn and resolves when all is durable', async () => {
    const { store, provider } = await open({ answers: 'promise' });
    void sealOne(store, 'a');
    await store.flush();
    expect(provider.entries()).toHaveLength(1);
    await store.flush();
    expect(provider.commits).toBe(1);
  });
});

describe('seal', () => {
  it('S19 a reply computed from writes that are not durable yet waits for them', async () => {
    const { store, loop } = await open();
    void sealOne(store, 'a');
    const reader = store.begin();
    expect(reader.get('a')).toBe('v');
    const { durable } = unwrap(store.seal(reader));
    expect(await isSettled(durable)).toBe(false);
    loop.step();
    await durable;
    const idle = store.begin();
    await unwrap(store.seal(idle)).durable;
  });

  it('S20 extra writes join the batch; a function is called only when nothing can refuse it any more', async () => {
    const { store, provider } = await open();
    const stale = store.begin();
    await stale.get('a');
    stale.put('b', '1');
    void sealOne(store, 'a');
    let calls = 0;
    const extra = (): StoreWrite[] => [{ key: 'head', value: String(++calls) }];
    expect(store.seal(stale, extra)).toMatchObject({ ok: false, fault: { code: 2002, name: 'conflict' } });
    expect(calls).toBe(0);
    const fresh = store.begin();
    fresh.put('b', '2');
    expect(store.seal(fresh, extra).ok).toBe(true);
    await store.flush();
    expect(provider.entries().map(({ key, value }) => `${key}=${value}`)).toEqual(['a=v', 'b=2', 'head=1']);
  });

  it('S20 an extra-writes function that throws leaves nothing behind', async () => {
    const { store, provider } = await open();
    const tx = store.begin();
    tx.put('a', '1');
    expect(() =>
      store.seal(tx, () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    tx.discard();
    await store.flush();
    expect(provider.commits).toBe(0);
  });

  it('S14 reading what nobody changed since is no conflict, and a scan conflicts with a new key in its range', async () => {
    const { store } = await open();
    const [a, b, c] = [store.begin(), store.begin(), store.begin()];
    await a.get('x');
    await b.scan({ from: 'k', to: 'l', limit: 10 });
    await c.scan({ from: 'm', to: 'n', limit: 10 });
    void sealOne(store, 'k5');
    expect(store.validate(a).ok).toBe(true);
    expect(store.validate(b)).toMatchObject({ ok: false, fault: { name: 'conflict' } });
    expect(store.seal(a).ok).toBe(true);
    expect(store.seal(b).ok).toBe(false);
    expect(store.seal(c).ok).toBe(true);
  });

  it('S14 a scan that its limit cut short has read only up to its last entry', async () => {
    const { store } = await open({ entries: ['a', 'b', 'c', 'd'].map((key) => ({ key, value: '1' })) });
    const [up, down] = [store.begin(), store.begin()];
    await up.scan({ from: 'a', to: 'z', limit: 2 });
    await down.scan({ from: 'a', to: 'z', limit: 2, reverse: true });
    void sealOne(store, 'c');
    expect(store.validate(up).ok).toBe(true);
    expect(store.validate(down).ok).toBe(false);
  });

  it('S21 a transaction too old to be checked conflicts; memory for checks stays within its bound', async () => {
    const { store } = await open({}, { recentKeys: 100 });
    const old = store.begin();
    await old.get('never touched');
    for (let i = 0; i < 5000; i++) void sealOne(store, `k${i}`);
    expect(store.validate(old)).toMatchObject({ ok: false, fault: { name: 'conflict' } });
    const fresh = store.begin();
    await fresh.get('never touched');
    void sealOne(store, 'other');
    expect(store.validate(fresh).ok).toBe(true);
  });

  it('a transaction is used once, by the store that began it', async () => {
    const { store } = await open();
    const { store: other } = await open();
    const tx = store.begin();
    expect(() => other.seal(tx)).toThrow(/not begun by this store/);
    store.seal(tx);
    expect(() => store.seal(tx)).toThrow(/sealed or discarded already/);
    expect(() => tx.put('a', '1')).toThrow(/sealed or discarded already/);
    expect(() => tx.get('a')).toThrow(/sealed or discarded already/);
    tx.discard();
  });
});

describe('fail-stop', () => {
  it.each(['sync', 'promise'] as const)(
    'S22 a failed commit rejects every batch in and after its group, and the store refuses all from then on (%s)',
    async (answers) => {
      const { store, provider, loop } = await open({ answers, faults: [{ commit: 2, kind: 'fail' }] });
      await Promise.all([sealOne(store, 'a'), store.flush()]);
      const waits = ['b', 'c'].map((key) => sealOne(store, key));
      loop.step();
      await undefined;
      if (answers === 'promise') waits.push(sealOne(store, 'd'));
      for (const result of await Promise.allSettled(waits)) {
        expect(result).toMatchObject({ status: 'rejected', reason: { fault: { name: 'storage-failed' } } });
      }
      expect(store.failure).toMatchObject({ code: 5001, name: 'storage-failed' });
      const tx = store.begin();
      expect(() => tx.get('a')).toThrow(KernelError);
      expect(() => tx.scan({ from: 'a', to: 'z', limit: 1 })).toThrow(KernelError);
      tx.put('e', '1');
      expect(store.seal(tx)).toMatchObject({ ok: false, fault: { name: 'storage-failed' } });
      await expect(store.flush()).rejects.toThrow(KernelError);
      await store.close();
      expect(provider.closed).toBe(true);
      expect(provider.entries()).toEqual([{ key: 'a', value: 'v' }]);
    },
  );

  it('S22 a failure that nobody waits for does not end the host as an unhandled rejection', async () => {
    const { store, loop } = await open({ faults: [{ commit: 1, kind: 'fail' }] });
    void sealOne(store, 'a').catch(() => undefined);
    const tx = store.begin();
    tx.put('b', '1');
    store.seal(tx);
    loop.step();
    await new Promise((resolve) => void Promise.resolve().then(resolve));
    expect(store.failure?.name).toBe('storage-failed');
  });

  it('S23 close makes everything durable, closes the provider and refuses what comes later', async () => {
    const { store, provider } = await open();
    void sealOne(store, 'a');
    await store.close();
    await store.close();
    expect(provider.closed).toBe(true);
    expect(provider.entries()).toHaveLength(1);
    expect(store.seal(store.begin())).toMatchObject({ ok: false, fault: { name: 'state-refused' } });
  });
});
