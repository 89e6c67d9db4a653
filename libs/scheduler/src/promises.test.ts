import { PROCESS_PRIORITIES, type ProcessPriority } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Scheduler } from './scheduler.ts';
import { longestWait } from './slices.ts';

const WINDOW = 10_000;
const LENGTH = 12_000;

interface Spin {
  /** Milliseconds of CPU that each process had, as of each millisecond. */
  readonly had: readonly Uint16Array[];
  /** The longest time that any process waited to run. */
  readonly longest: number;
}

/** Processes that all want the cores all the time, with a safe point every millisecond. */
function spin(priorities: readonly ProcessPriority[], cores: number, deadlines: readonly number[]): Spin {
  const scheduler = new Scheduler({ cores });
  const ids = priorities.map((_, i) => `p${i}`);
  const had = ids.map(() => new Uint16Array(LENGTH + 1));
  const since = ids.map(() => 0);
  ids.forEach((id, i) => {
    scheduler.add(id, priorities[i]!);
    if (deadlines.includes(i)) scheduler.setDeadline(id, LENGTH * 2 + i);
    scheduler.to(id, 'ready', 0);
  });
  const running: number[] = [];
  let longest = 0;
  for (let now = 0; now < LENGTH; now++) {
    for (const one of [...running]) {
      if (!scheduler.shouldYield(ids[one]!, now)) continue;
      scheduler.preempt(ids[one]!, now);
      since[one] = now;
      running.splice(running.indexOf(one), 1);
    }
    for (let picked = scheduler.next(now); picked; picked = scheduler.next(now)) {
      const one = Number(picked.process.slice(1));
      longest = Math.max(longest, now - since[one]!);
      running.push(one);
    }
    had.forEach((sums, i) => (sums[now + 1] = sums[now]! + (running.includes(i) ? 1 : 0)));
  }
  for (const [i, id] of ids.entries())
    if (scheduler.stateOf(id) === 'ready') longest = Math.max(longest, LENGTH - since[i]!);
  return { had, longest };
}

/** The least share of an equal part of what its priority had, over all processes and windows. */
function fairness(priorities: readonly ProcessPriority[], { had }: Spin): number {
  let least = Infinity;
  for (let from = 0; from + WINDOW <= LENGTH; from += 100) {
    const parts = had.map((sums) => sums[from + WINDOW]! - sums[from]!);
    for (const priority of new Set(priorities)) {
      const equals = parts.filter((_, i) => priorities[i] === priority);
      const expected = equals.reduce((sum, one) => sum + one, 0) / equals.length;
      least = Math.min(least, Math.min(...equals) / expected);
    }
  }
  return least;
}

const crowds = fc.array(fc.constantFrom<ProcessPriority>(...PROCESS_PRIORITIES.slice(1)), {
  minLength: 2,
  maxLength: 60,
});

test('K5 K6 whoever spins beside whom: every process runs within the longest wait, and equals have equal parts of ten seconds', () => {
  fc.assert(
    fc.property(
      crowds,
      fc.integer({ min: 1, max: 3 }),
      fc.uniqueArray(fc.nat(59), { maxLength: 5 }),
      (priorities, cores, deadlines) => {
        const result = spin(priorities, cores, deadlines);
        // A millisecond per turn until the running process reaches its safe point.
        expect(result.longest).toBeLessThanOrEqual(longestWait(priorities.length) + priorities.length);
        expect(fairness(priorities, result)).toBeGreaterThanOrEqual(0.8);
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test('K1 K4 beside equals that spin, a higher rank that wakes now and then begins at the next safe point', () => {
  // It leaves them half of the CPU, so that none of them waits until it is lifted (K3).
  const sleeps = fc.array(fc.integer({ min: 12, max: 30 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 6 }), sleeps, fc.integer({ min: 1, max: 12 }), (spinners, naps, burst) => {
      const scheduler = new Scheduler({ cores: 1 });
      const add = (id: string, priority: ProcessPriority) => scheduler.add(id, priority);
      add('user', 'high');
      for (let i = 0; i < spinners; i++) {
        add(`p${i}`, 'low');
        scheduler.to(`p${i}`, 'ready', 0);
      }
      const turns = new Set<string>();
      let [wakesAt, work, woken, running] = [naps[0]!, 0, 0, scheduler.next(0)!.process];
      for (let now = 1; now < LENGTH; now++) {
        const wakes = now === wakesAt;
        if (wakes) {
          work = burst;
          scheduler.to('user', 'ready', now);
        }
        if (running === 'user' && --work === 0) {
          wakesAt = now + naps[++woken % naps.length]!;
          scheduler.to('user', 'waiting', now);
        } else if (scheduler.shouldYield(running, now)) scheduler.preempt(running, now);
        else continue;
        const next = scheduler.next(now)!;
        if (wakes) expect(next.process).toBe('user');
        if (next.reason === 'turn') turns.add(next.process);
        running = next.process;
      }
      expect(turns.size).toBe(spinners);
    }),
    { numRuns: 50 },
  );
}, 60_000);

test('K5 the longest wait is a function of how many want to run: seconds for a hundred, a minute for ten thousand', () => {
  expect(longestWait(1)).toBeCloseTo(1005);
  expect(longestWait(100)).toBeCloseTo(6105, -1);
  expect(longestWait(10_000)).toBeLessThan(61_000);
});
