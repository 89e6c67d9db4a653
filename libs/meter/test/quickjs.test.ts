import { beforeAll, describe, expect, it } from 'vitest';
import { meter } from '../src/index.ts';
import { buildGuest, type BuiltGuest } from './guest/build-guest.ts';
import { runGuest } from './guest/run-guest.ts';

const BUDGET = 1e12;
const STACK = 100_000;
let guest: BuiltGuest;

beforeAll(async () => {
  guest = await buildGuest();
}, 120_000);

const OPERATIONS: readonly (readonly [operation: string, argument: string])[] = [
  ['echo', 'x'.repeat(1024)],
  ['loop', '2000'],
  ['json', '200'],
  ['floats', '[1,2,0.1,-1,0,1e308]'],
  ['note', 'hello'],
  ['recurse', '20'],
  ['missing', ''],
];

describe('a JavaScript service in QuickJS', () => {
  it('M1: says the same metered as unmetered', async () => {
    const plain = await runGuest(guest, false);
    const metered = await runGuest(guest, true);
    for (const [operation, argument] of OPERATIONS) {
      metered.controls.reset(BUDGET, STACK);
      expect(await metered.handle(operation, argument), operation).toBe(await plain.handle(operation, argument));
      expect(metered.controls.stackLeft()).toBe(STACK);
    }
    expect(metered.notes).toEqual(plain.notes);
  });

  it('M2: takes the same fuel for the same work, in every instance and in slices of any size', async () => {
    const totals: number[][] = [];
    for (const slice of [BUDGET, 100_000, 7777]) {
      let granted = 0;
      const running = await runGuest(guest, true, (controls) => {
        granted += slice;
        controls.grant(slice);
      });
      const fuel: number[] = [];
      for (const [operation, argument] of OPERATIONS) {
        granted = slice;
        running.controls.reset(slice, STACK);
        await running.handle(operation, argument);
        fuel.push(granted - running.controls.left());
      }
      totals.push(fuel);
    }
    expect(totals[1]).toEqual(totals[0]);
    expect(totals[2]).toEqual(totals[0]);
  });

  it('M7: in an endless loop is paused, overtaken by another, resumed, and stopped', async () => {
    const pauses: number[] = [];
    const waiting: (() => void)[] = [];
    const spinning = await runGuest(guest, true, (controls) => {
      pauses.push(controls.left());
      if (pauses.length === 100) controls.stop(16);
      else controls.grant(50_000);
      return new Promise<void>((resume) => waiting.push(resume));
    });
    const other = await runGuest(guest, true);
    spinning.controls.reset(50_000, STACK);
    const end = spinning.handle('spin', '').then(
      () => 'returned',
      (error: unknown) => String(error),
    );
    const answers: string[] = [];
    for (let turn = 0; turn < 100; turn += 1) {
      other.controls.reset(BUDGET, STACK);
      answers.push(await other.handle('echo', `while paused ${turn}`));
      expect(waiting).toHaveLength(1);
      waiting.pop()!();
      await new Promise((next) => setImmediate(next));
    }
    expect(await end).toContain('unreachable');
    expect(spinning.controls.reason()).toBe(16);
    expect(answers.at(-1)).toBe('while paused 99');
    expect(pauses).toHaveLength(100);
  });

  it('M6: in an endless recursion meets a bound, the same on every run', async () => {
    const deepest = async (): Promise<[string, number]> => {
      const running = await runGuest(guest, true);
      running.controls.reset(BUDGET, 4000);
      const said = await running
        .handle('recurse', '1000000')
        .catch((error: unknown) => `trap ${String(error)}, reason ${running.controls.reason()}`);
      return [said, BUDGET - running.controls.left()];
    };
    const first = await deepest();
    expect(first[0]).toMatch(/reason 1$|stack/i);
    expect(await deepest()).toEqual(first);
  });

  it('M10: allocating for ever ends at the memory limit', async () => {
    const running = await runGuest(guest, true);
    running.controls.reset(BUDGET, STACK);
    const said = await running.handle('allocate', '').catch((error: unknown) => String(error));
    expect(said).toMatch(/memory|unreachable/i);
    expect(running.controls.reason()).toBe(0);
  });

  it('every core module of it is accepted, and the metered ones are valid', () => {
    for (const [name, bytes] of guest.modules) {
      const result = meter(bytes, { memoryBytes: 16 * 1024 * 1024 });
      expect(result.ok, name).toBe(true);
      if (result.ok) expect(WebAssembly.validate(result.value.bytes), name).toBe(true);
    }
  });
});
