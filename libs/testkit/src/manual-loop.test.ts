import { describe, expect, it } from 'vitest';
import { clockContract } from './clock-contract.ts';
import { hostLoopContract } from './host-loop-contract.ts';
import { manualClock, MANUAL_EPOCH } from './manual-clock.ts';
import { manualLoop, realLoop, type HostTimers } from './manual-loop.ts';

const runner = { describe, it, expect };
clockContract(runner, 'manualClock', () => manualClock());
hostLoopContract(runner, 'manualLoop, stepped', () => {
  const loop = manualLoop();
  return { loop, run: () => loop.drain({ timers: true }) };
});
hostLoopContract(runner, 'realLoop(globalThis)', () => ({ loop: realLoop(globalThis as unknown as HostTimers) }));

describe('manualClock', () => {
  it('moves only when told to, both clocks together', () => {
    const clock = manualClock();
    expect([clock.now(), clock.monotonic()]).toEqual([MANUAL_EPOCH, 0]);
    clock.advance(1500);
    expect([clock.now(), clock.monotonic()]).toEqual([MANUAL_EPOCH + 1500, 1500]);
    clock.setWall(5);
    expect([clock.now(), clock.monotonic()]).toEqual([5, 1500]);
    expect(() => clock.advance(-1)).toThrow(RangeError);
  });

  it('a timer sees the time it was set for, and may set another that is due in the same advance', () => {
    const clock = manualClock();
    const seen: number[] = [];
    clock.wakeAt(10, () => {
      seen.push(clock.monotonic());
      clock.wakeAt(15, () => seen.push(clock.monotonic()));
    });
    clock.advance(20);
    expect(seen).toEqual([10, 15]);
    expect(clock.monotonic()).toBe(20);
  });
});

describe('manualLoop', () => {
  it('nothing turns before a step, and a step turns only what was asked for before it', async () => {
    const loop = manualLoop();
    const seen: string[] = [];
    void loop.turn().then(() => {
      seen.push('first');
      void loop.turn().then(() => seen.push('second'));
    });
    await Promise.resolve();
    expect([seen, loop.waiting]).toEqual([[], 1]);
    expect(loop.step()).toBe(1);
    await Promise.resolve();
    await Promise.resolve();
    expect([seen, loop.waiting]).toEqual([['first'], 1]);
    expect(await loop.drain()).toBe(1);
    expect(seen).toEqual(['first', 'second']);
  });

  it('drain stops with an error when something asks for ever', async () => {
    const loop = manualLoop();
    const again = (): void => void loop.turn().then(again);
    again();
    await expect(loop.drain({ maxTurns: 50 })).rejects.toThrow(/did not come to rest/);
  });

  it('in mode microtask a turn passes by itself', async () => {
    const loop = manualLoop({ mode: 'microtask' });
    await loop.turn();
    expect(loop.waiting).toBe(0);
  });
});
