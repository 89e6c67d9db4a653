import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { seededNumbers } from '@esta-logic/testkit';
import { openSqlite } from '../src/index.ts';
import { startChild } from './child.ts';

const KEYS = 50;
const ROUNDS = 20;

/** The batch that the file stands at; fails when it stands between two. */
function recovered(file: string): number {
  const provider = openSqlite({ file });
  const shared = provider.scan({ from: 'shared/', to: 'shared0', limit: KEYS + 1 });
  const batch = Number(provider.get('shared/0') ?? 0);
  expect(new Set(shared.map(({ value }) => value)).size).toBe(batch === 0 ? 0 : 1);
  expect(provider.scan({ from: 'extra/', to: 'extra0', limit: 10 })).toEqual(
    batch === 0 ? [] : [{ key: `extra/${batch}`, value: 'here' }],
  );
  expect(provider.scan({ from: 'log/', to: 'log0', limit: 10_000_000 }).map(({ value }) => Number(value))).toEqual(
    Array.from({ length: batch }, (_, i) => i + 1),
  );
  provider.close();
  return batch;
}

it('S8 killed at random moments: every acknowledged batch is there, and none is half there', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'esta-kill-'));
  const file = join(directory, 'state.db');
  const next = seededNumbers(8);
  let before = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const child = startChild(file, KEYS);
    await child.opened;
    await child.reached(next() % 8);
    await sleep(next() % 12);
    await child.kill();
    const acknowledged = Math.max(before, child.acknowledged());
    const batch = recovered(file);
    expect(batch).toBeGreaterThanOrEqual(acknowledged);
    // At most the one batch that was committed and not yet told.
    expect(batch).toBeLessThanOrEqual(acknowledged + 1);
    before = batch;
  }
  expect(before).toBeGreaterThan(ROUNDS);
  rmSync(directory, { recursive: true });
});
