import { manualClock } from '@esta-logic/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WallClock } from '../src/wall-clock.ts';

const instants = fc.array(fc.double({ min: -1e12, max: 8e15, noNaN: true }), { minLength: 1, maxLength: 20 });

test('every instant is spelt as JavaScript spells it, in whatever order they come', () => {
  fc.assert(
    fc.property(instants, fc.array(fc.nat(3000)), (times, steps) => {
      const clock = manualClock();
      const wallClock = new WallClock(clock);
      for (const time of [...times, ...steps.map((step) => (times[0] as number) + step)]) {
        clock.setWall(time);
        expect(wallClock.now()).toBe(new Date(time).toISOString());
      }
    }),
  );
});

test('the time of a record is never earlier than that of the one before it', () => {
  const clock = manualClock(5000);
  const wallClock = new WallClock(clock);
  expect(wallClock.attest()).toBe('1970-01-01T00:00:05.000Z');
  clock.setWall(4000);
  expect(wallClock.attest()).toBe('1970-01-01T00:00:05.000Z');
  expect(wallClock.now()).toBe('1970-01-01T00:00:04.000Z');
});
