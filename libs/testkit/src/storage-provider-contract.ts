import {
  KernelError,
  type Eventual,
  type StorageProvider,
  type StoredEntry,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import type { ContractRunner } from './contract-runner.ts';
import { compareUtf8 } from './key-order.ts';
import { seededNumbers } from './seeded-entropy.ts';

export interface OpenedProvider {
  readonly provider: StorageProvider;
  /** Opens the same data again after `provider` was closed. */
  readonly reopen: () => Eventual<StorageProvider>;
  /** Removes what the test left behind. */
  readonly dispose?: () => Eventual<void>;
}

/** Strings that providers have been seen to mix up: case, combining marks, surrogate pairs beside U+FFFF, quotes, bytes of LIKE and SQL. */
const AWKWARD = [
  'a',
  'A',
  'a/',
  'a0',
  'a%',
  "a'",
  'a"',
  'a\\',
  'a b',
  'a\tb',
  'a\nb',
  'é',
  'e\u0301',
  'ß',
  'ss',
  '\u007f',
  '\uffff',
  '\u{1f600}',
  '\u{10ffff}',
  '~',
  'İ',
  '10',
  '9',
  ' a',
  'a ',
];

const put = (key: string, value: string): StoreWrite => ({ key, value });
const keysOf = (entries: readonly StoredEntry[]): string[] => entries.map(({ key }) => key);
const ALL = { from: '', to: '\u{10ffff}\u{10ffff}' };

/** Every StorageProvider passes this, on a fresh and empty one for each test. Rules: docs/spec/storage.md. */
export function storageProviderContract(
  runner: ContractRunner,
  name: string,
  open: () => Eventual<OpenedProvider>,
): void {
  const { describe, it, expect } = runner;
  const test = (title: string, body: (opened: OpenedProvider) => Promise<void>): void => {
    it(title, async () => {
      const opened = await open();
      try {
        await body(opened);
      } finally {
        await opened.provider.close();
        await opened.dispose?.();
      }
    });
  };

  describe(`StorageProvider contract: ${name}`, () => {
    test('S1 what was committed is read back, and what was not is undefined', async ({ provider }) => {
      await provider.commit(AWKWARD.map((key) => put(key, `value of ${key}`)));
      for (const key of AWKWARD) expect(await provider.get(key)).toBe(`value of ${key}`);
      expect(await provider.get('never written')).toBeUndefined();
      await provider.commit([put('empty', '')]);
      expect(await provider.get('empty')).toBe('');
    });

    test('S1 a value of one mebibyte and a key of 600 bytes survive', async ({ provider }) => {
      const value = 'é'.repeat(512 * 1024);
      await provider.commit([put('k'.repeat(600), value)]);
      expect((await provider.get('k'.repeat(600))) === value).toBe(true);
    });

    test('S2 a scan gives the range in order of UTF-8 bytes, from inclusive, to exclusive', async ({ provider }) => {
      await provider.commit(AWKWARD.map((key) => put(key, key)));
      const sorted = [...AWKWARD].sort(compareUtf8);
      expect(keysOf(await provider.scan({ ...ALL, limit: 100 }))).toEqual(sorted);
      for (let i = 0; i < sorted.length; i += 3) {
        for (let j = i; j < sorted.length; j += 4) {
          const range = { from: sorted[i] as string, to: sorted[j] as string, limit: 100 };
          expect(keysOf(await provider.scan(range))).toEqual(sorted.slice(i, j));
        }
      }
    });

    test('S2 a scan stops at its limit, and walks backwards from the end', async ({ provider }) => {
      const keys = Array.from({ length: 30 }, (_, i) => `k${String(i).padStart(2, '0')}`);
      await provider.commit(keys.map((key) => put(key, key)));
      const range = { from: 'k05', to: 'k25' };
      expect(keysOf(await provider.scan({ ...range, limit: 4 }))).toEqual(keys.slice(5, 9));
      expect(keysOf(await provider.scan({ ...range, limit: 4, reverse: true }))).toEqual(keys.slice(21, 25).reverse());
      expect(keysOf(await provider.scan({ ...range, limit: 100, reverse: true }))).toEqual(keys.slice(5, 25).reverse());
      expect(await provider.scan({ ...range, limit: 0 })).toEqual([]);
      expect(await provider.scan({ from: 'k25', to: 'k05', limit: 10 })).toEqual([]);
    });

    test('S3 null deletes, and the last write of a key in a batch wins', async ({ provider }) => {
      await provider.commit([put('a', '1'), put('b', '1')]);
      await provider.commit([
        { key: 'a', value: null },
        put('b', '2'),
        put('b', '3'),
        put('c', '1'),
        { key: 'c', value: null },
        { key: 'nothing', value: null },
      ]);
      expect(await provider.scan({ ...ALL, limit: 10 })).toEqual([put('b', '3')]);
      await provider.commit([]);
      await provider.commit([{ key: 'b', value: null }, put('b', '4')]);
      expect(await provider.get('b')).toBe('4');
    });

    test('S4 random batches leave what a plain map would hold', async ({ provider }) => {
      await compareWithMap(provider, runner, 20_251_121);
    });

    test('S5 a batch of 20,000 writes is one commit', async ({ provider }) => {
      await provider.commit(Array.from({ length: 20_000 }, (_, i) => put(`k${String(i).padStart(6, '0')}`, `v${i}`)));
      expect((await provider.scan({ ...ALL, limit: 30_000 })).length).toBe(20_000);
    });

    test('S6 after close every call fails with storage-failed, and closing twice is harmless', async ({ provider }) => {
      await provider.close();
      for (const call of [
        () => provider.get('a'),
        () => provider.scan({ ...ALL, limit: 1 }),
        () => provider.commit([put('a', '1')]),
      ]) {
        expect(await nameOfFault(call)).toBe('storage-failed');
      }
      await provider.close();
    });

    test('S7 what was committed is there when the store is opened again', async ({ provider, reopen }) => {
      await provider.commit([put('a', '1'), put('b', '1')]);
      await provider.commit([{ key: 'b', value: null }]);
      await provider.close();
      const again = await reopen();
      expect(await again.scan({ ...ALL, limit: 10 })).toEqual([put('a', '1')]);
      await again.commit([put('c', '1')]);
      await again.close();
    });
  });
}

async function compareWithMap(provider: StorageProvider, { expect }: ContractRunner, seed: number): Promise<void> {
  const next = seededNumbers(seed);
  const model = new Map<string, string>();
  const anyKey = (): string => `${AWKWARD[next() % AWKWARD.length]}${next() % 4}`;
  for (let batch = 0; batch < 60; batch++) {
    const writes: StoreWrite[] = Array.from({ length: next() % 12 }, () => ({
      key: anyKey(),
      value: next() % 3 === 0 ? null : String(next()),
    }));
    await provider.commit(writes);
    for (const { key, value } of writes) {
      if (value === null) model.delete(key);
      else model.set(key, value);
    }
    const expected = [...model].map(([key, value]) => ({ key, value })).sort((a, b) => compareUtf8(a.key, b.key));
    expect(await provider.scan({ ...ALL, limit: 1000 })).toEqual(expected);
    const key = anyKey();
    expect(await provider.get(key)).toBe(model.get(key));
  }
}

async function nameOfFault(call: () => unknown): Promise<string> {
  try {
    await call();
    return 'no fault';
  } catch (error) {
    return error instanceof KernelError ? error.fault.name : String(error);
  }
}
