import { describe, expect, it } from 'vitest';
import { KernelError } from '@esta-logic/kernel-boundary';
import { memoryStore, seededFault } from './memory-store.ts';
import { storageProviderContract } from './storage-provider-contract.ts';

for (const answers of ['sync', 'promise'] as const) {
  storageProviderContract({ describe, it, expect }, `memoryStore, ${answers}`, () => {
    const provider = memoryStore({ answers });
    return { provider, reopen: () => provider.reopen({ answers }) };
  });
}

describe('memoryStore faults', () => {
  const batch = [{ key: 'a', value: '1' }];

  it('fail: the batch is not there and the store lives on', () => {
    const store = memoryStore({ faults: [{ commit: 2, kind: 'fail' }] });
    store.commit([]);
    expect(() => store.commit(batch)).toThrow(KernelError);
    expect(store.entries()).toEqual([]);
    store.commit(batch);
    expect(store.entries()).toEqual(batch);
    expect(store.commits).toBe(3);
  });

  it.each([
    ['crash-before', []],
    ['crash-after', batch],
  ] as const)('%s: the store answers no more, and what is on the disk is what it says', (kind, left) => {
    const store = memoryStore({ faults: [{ commit: 1, kind }] });
    expect(() => store.commit(batch)).toThrow(/told to crash/);
    expect(store.crashed).toBe(true);
    expect(() => store.get('a')).toThrow(/has crashed/);
    expect(store.reopen().entries()).toEqual(left);
  });

  it('seededFault: the seed alone decides, and every kind comes up', () => {
    expect(seededFault(7, 10)).toEqual(seededFault(7, 10));
    const faults = Array.from({ length: 200 }, (_, seed) => seededFault(seed, 10));
    expect(new Set(faults.map(({ kind }) => kind)).size).toBe(3);
    expect(new Set(faults.map(({ commit }) => commit)).size).toBe(10);
  });
});
