import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { KernelError } from '@esta-logic/kernel-boundary';
import { componentStoreContract } from '@esta-logic/testkit';
import { directoryComponentStore } from './directory-component-store.ts';

const root = mkdtempSync(join(tmpdir(), 'esta-components-'));
let count = 0;
const fresh = (): string => join(root, String(count++));
afterAll(() => rmSync(root, { recursive: true }));

componentStoreContract({ describe, it, expect }, 'directoryComponentStore', () => directoryComponentStore(fresh()));

describe('directoryComponentStore', () => {
  it('leaves no hidden file behind, and never lists one that a crash left', async () => {
    const directory = fresh();
    const store = directoryComponentStore(directory);
    await store.write('modules/a.wasm', Uint8Array.of(1));
    expect(readdirSync(join(directory, 'modules'))).toEqual(['a.wasm']);
    writeFileSync(join(directory, 'modules', '.half.part'), 'half');
    expect(await store.list('')).toEqual(['modules/a.wasm']);
  });

  it('concurrent writes of one name leave one of them, whole', async () => {
    const store = directoryComponentStore(fresh());
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => store.write('modules.lock', new Uint8Array(50_000).fill(i))),
    );
    const left = await store.read('modules.lock');
    expect(left?.length).toBe(50_000);
    expect(new Set(left).size).toBe(1);
  });

  it('a write that cannot be done says where and leaves nothing', async () => {
    const directory = fresh();
    mkdirSync(directory);
    writeFileSync(join(directory, 'modules'), 'a file where a directory is needed');
    const store = directoryComponentStore(directory);
    await expect(store.write('modules/a.wasm', Uint8Array.of(1))).rejects.toThrow(KernelError);
    await expect(store.write('modules/a.wasm', Uint8Array.of(1))).rejects.toThrow(/modules\/a\.wasm cannot be written/);
    expect(readdirSync(directory)).toEqual(['modules']);
  });
});
