import { PROCESS_PRIORITIES, type ProcessPriority } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Scheduler } from './scheduler.ts';
import { rankOf } from './slices.ts';

/** Processes `<group>#<n>` that wait for their first message, at time 0. */
function processes(all: Readonly<Record<string, ProcessPriority>>): Scheduler {
  const scheduler = new Scheduler({ cores: 1 });
  for (const [id, priority] of Object.entries(all)) scheduler.add(id, priority, id.split('#', 1)[0]);
  return scheduler;
}

/** A process runs until it waits for an answer. */
function calls(scheduler: Scheduler, id: string, group: string, now: number): void {
  if (scheduler.stateOf(id) !== 'ready') scheduler.to(id, 'ready', now);
  expect(scheduler.next(now)?.process).toBe(id);
  scheduler.waitsFor(id, group, now);
  scheduler.to(id, 'blocked', now);
}

test('K9 who is asked by a higher priority runs at it, before what lies between, until it has answered', () => {
  const scheduler = processes({ 'user#1': 'high', 'between#1': 'normal', 'store#1': 'low' });
  calls(scheduler, 'user#1', 'store', 0);
  scheduler.to('between#1', 'ready', 0);
  scheduler.to('store#1', 'ready', 0);
  expect(scheduler.priorityOf('store#1')).toBe('high');
  expect(scheduler.next(0)).toEqual({ process: 'store#1', slice: 15, reason: 'rank' });
  expect(scheduler.shouldYield('store#1', 5)).toBe(false);
  scheduler.answered('user#1', 5);
  expect(scheduler.priorityOf('store#1')).toBe('low');
  expect(scheduler.shouldYield('store#1', 5)).toBe(true);
});

test('K9 a process that stands in the middle of other work is lifted where it stands', () => {
  const scheduler = processes({ 'user#1': 'high', 'between#1': 'normal', 'store#1': 'low' });
  scheduler.to('store#1', 'ready', 0);
  scheduler.next(0);
  scheduler.to('between#1', 'ready', 1);
  scheduler.to('user#1', 'ready', 1);
  expect(scheduler.shouldYield('store#1', 1)).toBe(true);
  scheduler.preempt('store#1', 1);
  calls(scheduler, 'user#1', 'store', 1);
  expect(scheduler.next(1)?.process).toBe('store#1');
});

test('K9 a lent priority goes on to whom the borrower waits for; a lower one lends nothing', () => {
  const scheduler = processes({ 'user#1': 'high', 'a#1': 'normal', 'b#1': 'low', 'idle#1': 'idle' });
  calls(scheduler, 'a#1', 'b', 0);
  expect(scheduler.priorityOf('b#1')).toBe('normal');
  calls(scheduler, 'user#1', 'a', 0);
  expect(['a#1', 'b#1'].map((id) => scheduler.priorityOf(id))).toEqual(['high', 'high']);
  scheduler.answered('user#1', 1);
  expect(['a#1', 'b#1'].map((id) => scheduler.priorityOf(id))).toEqual(['normal', 'normal']);
  calls(scheduler, 'idle#1', 'b', 1);
  expect(scheduler.priorityOf('b#1')).toBe('normal');
  scheduler.add('b#2', 'low', 'b');
  expect(scheduler.priorityOf('b#2')).toBe('normal');
  scheduler.remove('a#1', 2);
  expect(scheduler.priorityOf('b#1')).toBe('low');
});

test('K9 K2 what is used at a lent priority counts at home, and gives no start among those above', () => {
  const scheduler = processes({ 'user#1': 'high', 'peer#1': 'high', 'store#1': 'low', 'other#1': 'low' });
  calls(scheduler, 'user#1', 'store', 0);
  scheduler.to('peer#1', 'ready', 0);
  scheduler.to('store#1', 'ready', 0);
  for (const now of [0, 15, 30, 45]) {
    const next = scheduler.next(now)!;
    expect(next.process).toBe(now % 30 === 0 ? 'peer#1' : 'store#1');
    scheduler.preempt(next.process, now + 15);
  }
  scheduler.to('peer#1', 'waiting', 60);
  scheduler.answered('user#1', 60);
  scheduler.to('other#1', 'ready', 60);
  expect(scheduler.next(60)?.process).toBe('other#1');
});

test('K9 everybody has the highest of its own priority and of those who wait for it, themselves or through others', () => {
  const priorities = fc.array(fc.constantFrom(...PROCESS_PRIORITIES.slice(1)), { minLength: 2, maxLength: 8 });
  const steps = fc.array(fc.record({ who: fc.nat(7), whom: fc.nat(3), answered: fc.boolean() }), { maxLength: 60 });
  fc.assert(
    fc.property(priorities, steps, (own, all) => {
      const scheduler = new Scheduler({ cores: 1 });
      const groupOf = (i: number): number => i % 4;
      own.forEach((priority, i) => scheduler.add(`p${i}`, priority, `g${groupOf(i)}`));
      const awaited = new Map<number, number>();
      for (const { who, whom, answered } of all) {
        if (who >= own.length) continue;
        if (answered || awaited.has(who)) {
          awaited.delete(who);
          scheduler.answered(`p${who}`, 0);
        } else if (whom < Math.min(4, own.length)) {
          awaited.set(who, whom);
          scheduler.waitsFor(`p${who}`, `g${whom}`, 0);
        }
        own.forEach((_, i) => expect(rankOf(scheduler.priorityOf(`p${i}`)!)).toBe(expected(i, own, awaited, groupOf)));
      }
    }),
  );
});

/** The least rank of a process and of everybody from whom a chain of waiting leads to its group. */
function expected(
  process: number,
  own: readonly ProcessPriority[],
  awaited: ReadonlyMap<number, number>,
  groupOf: (i: number) => number,
): number {
  const reached = new Set([process]);
  for (const one of reached) for (const [waiter, group] of awaited) if (group === groupOf(one)) reached.add(waiter);
  return Math.min(...[...reached].map((i) => rankOf(own[i]!)));
}
