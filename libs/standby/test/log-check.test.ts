import { createSalts, openLog } from '@esta-logic/audit-log';
import type { StoreWrite } from '@esta-logic/kernel-boundary';
import { AUDIT_LOG_KEYS } from '@esta-logic/storage';
import { memoryStore, seededEntropy, testDigest } from '@esta-logic/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogCheck } from '../src/index.ts';

const TIME = '2026-01-01T00:00:00.000Z';

/** Batches as a kernel makes them: `sizes` records each, merged as a group commit merges them. */
async function batches(sizes: readonly number[]): Promise<readonly StoreWrite[][]> {
  const log = await openLog({
    digest: testDigest(),
    keys: AUDIT_LOG_KEYS,
    store: memoryStore(),
    salts: createSalts(seededEntropy(7)),
  });
  let n = 0;
  return sizes.map((size) => {
    const merged = new Map<string, string | null>([[`s/default/a/b/${n}`, 'state']]);
    for (let i = 0; i < size; i++)
      for (const { key, value } of log.append({
        kind: 'configuration.changed',
        time: TIME,
        name: `n${n++}`,
        hash: 'ab'.repeat(32),
      }))
        merged.set(key, value);
    return [...merged].map(([key, value]) => ({ key, value }));
  });
}

async function follow(all: readonly (readonly StoreWrite[])[]) {
  const provider = memoryStore();
  const check = new LogCheck({ provider, digest: testDigest() });
  for (const [i, batch] of all.entries()) {
    const fault = await check.batch(batch);
    if (fault) return { at: i, fault };
    await provider.commit(batch);
  }
  return { at: all.length, fault: await check.copied() };
}

describe('R4 the log of a primary', () => {
  it('is followed as long as it follows from what is here', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }), async (sizes) => {
        expect(await follow(await batches(sizes))).toEqual({ at: sizes.length, fault: undefined });
      }),
      { numRuns: 40 },
    );
  });

  it('is refused at the batch in which any one value of it was changed, or is missing', async () => {
    const sizes = [2, 1, 3, 2];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.nat(), fc.boolean(), async (at, pick, missing) => {
        const all = (await batches(sizes)).map((batch) => [...batch]);
        const batch = all[at]!;
        const logged = batch.filter(({ key }) => !key.startsWith('s/'));
        const victim = batch.indexOf(logged[pick % logged.length]!);
        const { key, value } = batch[victim]!;
        if (missing) batch.splice(victim, 1);
        else
          batch[victim] = { key, value: value!.replace(/\d(?=[^\d]*$)/, (digit) => String((Number(digit) + 1) % 10)) };
        const { at: refused, fault } = await follow(all);
        // What is missing may be noticed only by what does not follow from it.
        expect(fault?.name).toBe('log-broken');
        expect(refused).toBeGreaterThanOrEqual(at);
        if (!missing) expect(refused).toBe(at);
      }),
      { numRuns: 60 },
    );
  });

  it('is verified from end to end when it was copied', async () => {
    const [first] = await batches([4]);
    const provider = memoryStore();
    await provider.commit(first!);
    const check = new LogCheck({ provider, digest: testDigest() });
    expect(await check.copied()).toBeUndefined();
    await provider.commit([{ key: AUDIT_LOG_KEYS.record(2), value: null }]);
    expect(await check.copied()).toMatchObject({ name: 'log-broken' });
    expect(await check.batch((await batches([4, 1]))[1]!)).toMatchObject({ name: 'log-broken' });
  });
});
