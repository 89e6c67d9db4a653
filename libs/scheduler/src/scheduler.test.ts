import { PROCESS_PRIORITIES, type ProcessState } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayFollow } from './process-table.ts';
import { Scheduler } from './scheduler.ts';
import { effectiveRank } from './slices.ts';

const GUEST_PRIORITIES = PROCESS_PRIORITIES.slice(1);

test('the highest priority runs first and equals take turns', () => {
  const scheduler = new Scheduler({ cores: 1 });
  for (const [id, priority] of [
    ['a', 'low'],
    ['b', 'high'],
    ['c', 'high'],
  ] as const) {
    scheduler.add(id, priority);
    scheduler.to(id, 'ready', 0);
  }
  const order: string[] = [];
  for (let i = 0; i < 4; i++) {
    const { process } = scheduler.next(1)!;
    order.push(process);
    scheduler.to(process, 'ready', 1);
  }
  expect(order).toEqual(['b', 'c', 'b', 'c']);
});

test('a waiting process rises a level a second, at most two, never above realtime', () => {
  expect(effectiveRank('idle', 999)).toBe(5);
  expect(effectiveRank('idle', 1000)).toBe(4);
  expect(effectiveRank('idle', 60_000)).toBe(3);
  expect(effectiveRank('high', 60_000)).toBe(1);
  expect(effectiveRank('realtime', 60_000)).toBe(1);
  expect(effectiveRank('system', 60_000)).toBe(0);
  const scheduler = new Scheduler({ cores: 1 });
  for (const [id, priority] of [
    ['batch', 'low'],
    ['user', 'normal'],
  ] as const)
    scheduler.add(id, priority);
  scheduler.to('batch', 'ready', 0);
  scheduler.to('user', 'ready', 1000);
  expect(scheduler.next(1000)?.process).toBe('batch');
});

test('I13 never more running processes than cores, and states follow the table, under any sequence of verbs', () => {
  const verbs = fc.array(
    fc.oneof(
      fc.record({
        verb: fc.constant('next' as const),
        id: fc.constant(''),
        state: fc.constant('ready' as ProcessState),
      }),
      fc.record({
        verb: fc.constant('to' as const),
        id: fc.constantFrom('p0', 'p1', 'p2', 'p3', 'p4'),
        state: fc.constantFrom<ProcessState>('ready', 'waiting', 'blocked', 'suspended', 'failed', 'quarantined'),
      }),
    ),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), verbs, (cores, sequence) => {
      const states = new Map<string, ProcessState>();
      const scheduler = new Scheduler({
        cores,
        onTransition: ({ process, from, to }) => {
          expect(mayFollow(from, to)).toBe(true);
          if (from !== 'created') expect(states.get(process)).toBe(from);
          states.set(process, to);
        },
      });
      for (let i = 0; i < 5; i++) scheduler.add(`p${i}`, GUEST_PRIORITIES[i]!);
      sequence.forEach(({ verb, id, state }, now) => {
        if (verb === 'next') scheduler.next(now);
        else scheduler.to(id, state, now);
        const running = [...states.values()].filter((one) => one === 'running').length;
        expect(running).toBeLessThanOrEqual(cores);
        expect(scheduler.load()).toMatchObject({
          running,
          ready: [...states.values()].filter((one) => one === 'ready').length,
        });
      });
    }),
  );
});

test('the same calls give the same decisions', () => {
  const run = (): string[] => {
    const scheduler = new Scheduler({ cores: 1 });
    const picked: string[] = [];
    for (let i = 0; i < 20; i++) scheduler.add(`p${i}`, GUEST_PRIORITIES[i % 5]!);
    for (let now = 0; now < 400; now++) {
      scheduler.to(`p${(now * 7) % 20}`, 'ready', now * 50);
      const decision = scheduler.next(now * 50);
      if (decision) {
        picked.push(decision.process);
        scheduler.to(decision.process, 'waiting', now * 50);
      }
    }
    return picked;
  };
  expect(run()).toEqual(run());
  expect(run().length).toBeGreaterThan(300);
});

test('a running process gives way to a higher rank at once, to an equal after its slice, to a lower one never', () => {
  const scheduler = new Scheduler({ cores: 1 });
  for (const [id, priority] of [
    ['me', 'normal'],
    ['equal', 'normal'],
    ['above', 'high'],
    ['below', 'idle'],
  ] as const)
    scheduler.add(id, priority);
  scheduler.to('me', 'ready', 0);
  expect(scheduler.next(0)?.process).toBe('me');
  expect(scheduler.shouldYield('me', 500)).toBe(false);
  scheduler.to('below', 'ready', 0);
  expect(scheduler.shouldYield('me', 500)).toBe(false);
  scheduler.to('equal', 'ready', 0);
  expect(scheduler.shouldYield('me', 24)).toBe(false);
  expect(scheduler.shouldYield('me', 25)).toBe(true);
  scheduler.to('above', 'ready', 1);
  expect(scheduler.shouldYield('me', 1)).toBe(true);
  expect(scheduler.shouldYield('above', 1)).toBe(false);
});

test('a process that has waited long enough overtakes one that runs', () => {
  const scheduler = new Scheduler({ cores: 1 });
  for (const [id, priority] of [
    ['spinner', 'normal'],
    ['batch', 'idle'],
  ] as const) {
    scheduler.add(id, priority);
    scheduler.to(id, 'ready', 0);
  }
  scheduler.next(0);
  expect(scheduler.shouldYield('spinner', 1999)).toBe(false);
  expect(scheduler.shouldYield('spinner', 2000)).toBe(true);
});
