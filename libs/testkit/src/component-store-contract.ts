import type { ComponentStore, Eventual } from '@esta-logic/kernel-boundary';
import type { ContractRunner } from './contract-runner.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
/** Names that reach outside, hide, or mean something else to some file system. */
export const FORBIDDEN_NAMES = [
  '',
  '/',
  '/etc/passwd',
  '..',
  '../up',
  'a/../b',
  'a/..',
  './a',
  'a/.',
  'a//b',
  'a/',
  '.hidden',
  'a/.hidden',
  'a\\b',
  'a:b',
  'a\u0000b',
  'ä',
  'a b',
  'x'.repeat(300),
];

/** Every ComponentStore passes this, on a fresh and empty one for each test. */
export function componentStoreContract(
  { describe, it, expect }: ContractRunner,
  name: string,
  open: () => Eventual<ComponentStore>,
): void {
  describe(`ComponentStore contract: ${name}`, () => {
    it('what was written is read back, and what was not is undefined', async () => {
      const store = await open();
      await store.write('modules/abc.wasm', bytes(0, 97, 115, 109));
      expect(Array.from((await store.read('modules/abc.wasm')) ?? [])).toEqual([0, 97, 115, 109]);
      expect(await store.read('modules/none.wasm')).toBeUndefined();
      expect(await store.read('modules')).toBeUndefined();
      await store.write('empty', bytes());
      expect((await store.read('empty'))?.length).toBe(0);
    });

    it('writing again replaces the whole file', async () => {
      const store = await open();
      await store.write('modules.lock', new Uint8Array(10_000).fill(1));
      await store.write('modules.lock', bytes(2));
      expect(Array.from((await store.read('modules.lock')) ?? [])).toEqual([2]);
    });

    it('keeps a copy: changing the buffer while it is written, or what was read, changes nothing', async () => {
      const store = await open();
      const given = bytes(1);
      const written = store.write('a', given);
      given[0] = 9;
      await written;
      const read = await store.read('a');
      expect(read?.[0]).toBe(1);
      if (read !== undefined) read[0] = 7;
      expect((await store.read('a'))?.[0]).toBe(1);
    });

    it('lists names by prefix, sorted', async () => {
      const store = await open();
      for (const file of [
        'modules/b.wasm',
        'modules/a.wasm',
        'modules.lock',
        'derived/a/core.wasm',
        'derived/b/core.wasm',
      ])
        await store.write(file, bytes(1));
      expect([...(await store.list('modules/'))]).toEqual(['modules/a.wasm', 'modules/b.wasm']);
      expect([...(await store.list('mod'))]).toEqual(['modules.lock', 'modules/a.wasm', 'modules/b.wasm']);
      expect([...(await store.list('derived/a'))]).toEqual(['derived/a/core.wasm']);
      expect((await store.list('')).length).toBe(5);
      expect([...(await store.list('none/'))]).toEqual([]);
    });

    it('refuses every name that reaches outside or hides, for reading and for writing', async () => {
      const store = await open();
      for (const file of FORBIDDEN_NAMES) {
        expect(await nameOfFault(() => store.write(file, bytes(1)))).toBe('invalid-argument');
        expect(await nameOfFault(() => store.read(file))).toBe('invalid-argument');
      }
      expect((await store.list('')).length).toBe(0);
    });
  });
}

async function nameOfFault(call: () => unknown): Promise<string> {
  try {
    await call();
    return 'no fault';
  } catch (error) {
    return (error as { fault?: { name?: string } }).fault?.name ?? String(error);
  }
}
