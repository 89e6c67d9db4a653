import { PROCESS_PRIORITIES, type ProcessPriority, type ProcessState } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayFollow } from './process-table.ts';
import { Scheduler } from './scheduler.ts';
import { effectiveRank, SLICES, sliceFor } from './slices.ts';

const GUEST_PRIORITIES = PROCESS_PRIORITIES.slice(1);

/** A scheduler whose processes are ready since time 0, in the order given. */
function ready(processes: Readonly<Record<string, ProcessPriority>>, cores = 1): Scheduler {
  const scheduler = new Scheduler({ cores });
  for (const [id, priority] of Object.entries(processes)) {
    scheduler.add(id, priority);
    scheduler.to(id, 'ready', 0);
  }
  return scheduler;
}

/** Lets spinning processes run for a while, with a safe point every millisecond; returns the milliseconds that each had. */
function spin(scheduler: Scheduler, from: number, to: number): Map<string, number> {
  const had = new Map<string, number>();
  let running = scheduler.next(from)?.process;
  for (let now = from + 1; now <= to; now++) {
    if (running === undefined) break;
    had.set(running, (had.get(running) ?? 0) + 1);
    if (!scheduler.shouldYield(running, now)) continue;
    scheduler.preempt(running, now);
    running = scheduler.next(now)?.process;
  }
  if (running !== undefined) scheduler.preempt(running, to);
  return had;
}

test('K1 the highest priority runs first, and a higher one preempts at the next safe point', () => {
  const scheduler = ready({ below: 'low', me: 'normal' });
  expect(scheduler.next(0)).toEqual({ process: 'me', slice: 25, reason: 'rank' });
  expect(scheduler.shouldYield('me', 1)).toBe(false);
  scheduler.add('above', 'high');
  scheduler.to('above', 'ready', 1);
  expect(scheduler.shouldYield('me', 1)).toBe(true);
  scheduler.preempt('me', 1);
  expect(scheduler.next(1)).toEqual({ process: 'above', slice: 15, reason: 'rank' });
  expect(scheduler.shouldYield('above', 1)).toBe(false);
});

test('K1 every priority has its slice, and only a guest priority ends', () => {
  for (const priority of GUEST_PRIORITIES)
    expect(ready({ one: priority }).next(0)!.slice).toBe(SLICES[priority].milliseconds);
  expect(SLICES.system.milliseconds).toBe(Infinity);
});

test('K2 equals take turns: who has had the least CPU first, then who has waited longer', () => {
  const scheduler = ready({ a: 'normal', b: 'normal', c: 'normal' });
  const order: string[] = [];
  for (const [now, end] of [
    [0, 3],
    [3, 4],
    [4, 6],
    [6, 7],
    [7, 9],
  ] as const) {
    const { process } = scheduler.next(now)!;
    order.push(process);
    scheduler.to(process, 'ready', end);
  }
  expect(order).toEqual(['a', 'b', 'c', 'b', 'c']);
  expect(scheduler.next(9)!.process).toBe('b');
});

test('K2 a slice that was interrupted goes on before the equals get theirs', () => {
  const scheduler = ready({ me: 'normal', equal: 'normal' });
  scheduler.next(0);
  scheduler.preempt('me', 10);
  expect(scheduler.next(10)).toEqual({ process: 'me', slice: 15, reason: 'rank' });
  expect(scheduler.shouldYield('me', 24)).toBe(false);
  expect(scheduler.shouldYield('me', 25)).toBe(true);
  scheduler.preempt('me', 25);
  expect(scheduler.next(25)!.process).toBe('equal');
});

test('K2 a slice with nobody to give way to is followed by another, and saves up nothing for those who come later', () => {
  const scheduler = ready({ me: 'normal' });
  scheduler.next(0);
  for (let now = 1; now <= 5000; now++) expect(scheduler.shouldYield('me', now)).toBe(false);
  scheduler.add('late', 'normal');
  scheduler.to('late', 'ready', 5000);
  expect(scheduler.shouldYield('me', 5024)).toBe(false);
  expect(scheduler.shouldYield('me', 5025)).toBe(true);
  scheduler.preempt('me', 5025);
  const had = spin(scheduler, 5025, 5125);
  expect(had.get('late')).toBeGreaterThanOrEqual(50);
  expect(had.get('me')).toBeGreaterThanOrEqual(25);
});

test('K2 who slept gets no credit for it', () => {
  const scheduler = ready({ a: 'normal', sleeper: 'normal' });
  scheduler.next(0);
  scheduler.to('a', 'ready', 1);
  expect(scheduler.next(1)!.process).toBe('sleeper');
  scheduler.to('sleeper', 'waiting', 2);
  spin(scheduler, 2, 2000);
  scheduler.to('sleeper', 'ready', 2000);
  expect(spin(scheduler, 2000, 2100).get('a')).toBeGreaterThanOrEqual(25);
});

test('K3 a waiting process rises a level a second, at most two, never above realtime', () => {
  expect(effectiveRank('idle', 999)).toBe(5);
  expect(effectiveRank('idle', 1000)).toBe(4);
  expect(effectiveRank('idle', 60_000)).toBe(3);
  expect(effectiveRank('high', 60_000)).toBe(1);
  expect(effectiveRank('realtime', 60_000)).toBe(1);
  expect(effectiveRank('system', 60_000)).toBe(0);
  const scheduler = ready({ batch: 'low' });
  scheduler.add('user', 'normal');
  scheduler.to('user', 'ready', 1000);
  expect(scheduler.next(1000)).toMatchObject({ process: 'batch', reason: 'aged' });
});

test('K3 a lifted process keeps its rank for a slice of that rank, also when it is interrupted in it', () => {
  const scheduler = ready({ batch: 'low' });
  scheduler.add('user', 'normal');
  scheduler.to('user', 'ready', 1000);
  expect(scheduler.next(1000)).toEqual({ process: 'batch', slice: 25, reason: 'aged' });
  expect(scheduler.shouldYield('batch', 1020)).toBe(false);
  scheduler.preempt('batch', 1020);
  expect(scheduler.next(1020)).toEqual({ process: 'batch', slice: 5, reason: 'aged' });
  expect(scheduler.shouldYield('batch', 1025)).toBe(true);
  scheduler.preempt('batch', 1025);
  expect(scheduler.next(1025)).toMatchObject({ process: 'user', reason: 'rank' });
});

test('K4 after its maximum of slices in a row a priority lets one that was passed over have a turn, which the priority does not cut short', () => {
  for (const priority of ['realtime', 'high', 'normal', 'low'] as const) {
    const scheduler = ready({ spinner: priority, below: 'idle' });
    const streak = SLICES[priority].milliseconds * SLICES[priority].maxConsecutive;
    expect(scheduler.next(0)!.process).toBe('spinner');
    for (let now = 1; now < streak; now++) expect(scheduler.shouldYield('spinner', now)).toBe(false);
    expect(scheduler.shouldYield('spinner', streak)).toBe(true);
    scheduler.preempt('spinner', streak);
    expect(scheduler.next(streak)).toEqual({ process: 'below', slice: 5, reason: 'turn' });
    expect(scheduler.shouldYield('below', streak + 4)).toBe(false);
    expect(scheduler.shouldYield('below', streak + 5)).toBe(true);
    scheduler.preempt('below', streak + 5);
    expect(scheduler.next(streak + 5)!.process).toBe('spinner');
  }
});

test('K1 K4 a turn among the low does not hold up the high: it gives way, and goes on behind them', () => {
  const scheduler = ready({ spinner: 'low', waiting: 'idle' });
  scheduler.add('user', 'high');
  expect(scheduler.next(0)!.process).toBe('spinner');
  expect(scheduler.shouldYield('spinner', 100)).toBe(true);
  scheduler.preempt('spinner', 100);
  expect(scheduler.next(100)).toEqual({ process: 'waiting', slice: 5, reason: 'turn' });
  scheduler.to('user', 'ready', 102);
  expect(scheduler.shouldYield('waiting', 102)).toBe(true);
  scheduler.preempt('waiting', 102);
  expect(scheduler.next(102)).toMatchObject({ process: 'user', reason: 'rank' });
  scheduler.to('user', 'waiting', 110);
  expect(scheduler.next(110)).toEqual({ process: 'waiting', slice: 3, reason: 'turn' });
  expect(scheduler.shouldYield('waiting', 112)).toBe(false);
  expect(scheduler.shouldYield('waiting', 113)).toBe(true);
});

test('K4 a turn does not count as the slice that a process waits for', () => {
  const scheduler = ready({ spinner: 'normal', batch: 'low' });
  const had = spin(scheduler, 0, 1000);
  expect(had.get('batch')).toBeLessThanOrEqual(50);
  const rest = spin(scheduler, 1000, 1045);
  expect(rest.get('batch')).toBe(25);
});

test('K7 among equals the earliest deadline goes first, also before one that runs, as long as it is not far ahead of them', () => {
  const scheduler = ready({ plain: 'normal', late: 'normal', soon: 'normal' });
  scheduler.setDeadline('late', 900);
  scheduler.setDeadline('soon', 300);
  expect(scheduler.next(0)).toMatchObject({ process: 'soon', reason: 'deadline' });
  scheduler.to('soon', 'waiting', 1);
  expect(scheduler.next(1)).toMatchObject({ process: 'late', reason: 'deadline' });
  scheduler.setDeadline('soon', 200);
  scheduler.to('soon', 'ready', 2);
  expect(scheduler.shouldYield('late', 2)).toBe(true);
  scheduler.preempt('late', 2);
  const had = spin(scheduler, 2, 3000);
  expect(had.get('plain')! / 2998).toBeGreaterThan(0.8 / 3);
  expect(spin(ready({ plain: 'normal' }), 0, 10)).toEqual(new Map([['plain', 10]]));
});

test('K7 a deadline that is met is forgotten', () => {
  const scheduler = ready({ plain: 'normal', urgent: 'normal' });
  scheduler.setDeadline('urgent', 50);
  scheduler.setDeadline('urgent', undefined);
  scheduler.setDeadline('nobody', 5);
  expect(scheduler.next(0)).toMatchObject({ process: 'plain', reason: 'rank' });
});

test('slices are shortened when many equals are ready, to a millisecond at least', () => {
  expect(sliceFor('normal', 20)).toBe(25);
  expect(sliceFor('normal', 100)).toBe(5);
  expect(sliceFor('normal', 10_000)).toBe(1);
  expect(sliceFor('idle', 1)).toBe(100);
});

test('what does not run is not preempted, and a name is given once', () => {
  const scheduler = ready({ one: 'normal' });
  expect(scheduler.preempt('one', 0)).toMatchObject({ fault: { name: 'state-refused' } });
  expect(scheduler.preempt('nobody', 0)).toMatchObject({ fault: { name: 'state-refused' } });
  expect(scheduler.to('nobody', 'ready', 0)).toMatchObject({ fault: { name: 'not-found' } });
  expect(scheduler.add('one', 'low')).toMatchObject({ fault: { name: 'state-refused' } });
  expect(scheduler.shouldYield('one', 9)).toBe(false);
});

test('I13 never more running processes than cores, and states follow the table, under any sequence of verbs', () => {
  const ids = ['p0', 'p1', 'p2', 'p3', 'p4'];
  const verbs = fc.array(
    fc.oneof(
      fc.record({ verb: fc.constant('next' as const) }),
      fc.record({ verb: fc.constant('preempt' as const), id: fc.constantFrom(...ids) }),
      fc.record({ verb: fc.constant('yield' as const), id: fc.constantFrom(...ids) }),
      fc.record({
        verb: fc.constant('deadline' as const),
        id: fc.constantFrom(...ids),
        at: fc.option(fc.nat(500), { nil: undefined }),
      }),
      fc.record({
        verb: fc.constant('to' as const),
        id: fc.constantFrom(...ids),
        state: fc.constantFrom<ProcessState>('ready', 'waiting', 'blocked', 'suspended', 'failed', 'quarantined'),
      }),
    ),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 60 }), verbs, (cores, step, sequence) => {
      const states = new Map<string, ProcessState>();
      const scheduler = new Scheduler({
        cores,
        onTransition: ({ process, from, to }) => {
          expect(mayFollow(from, to)).toBe(true);
          if (from !== 'created') expect(states.get(process)).toBe(from);
          states.set(process, to);
        },
      });
      for (const [i, id] of ids.entries()) scheduler.add(id, GUEST_PRIORITIES[i]!);
      const count = (state: ProcessState): number => [...states.values()].filter((one) => one === state).length;
      sequence.forEach((one, i) => {
        const now = i * step;
        const busy = count('running') === cores || count('ready') === 0;
        if (one.verb === 'next') expect(scheduler.next(now) === undefined).toBe(busy);
        else if (one.verb === 'to') scheduler.to(one.id, one.state, now);
        else if (one.verb === 'preempt') scheduler.preempt(one.id, now);
        else if (one.verb === 'yield') scheduler.shouldYield(one.id, now);
        else scheduler.setDeadline(one.id, one.at);
        expect(count('running')).toBeLessThanOrEqual(cores);
        expect(scheduler.load()).toMatchObject({ running: count('running'), ready: count('ready') });
      });
      for (const id of ids) scheduler.remove(id, 1e6);
      expect(scheduler.load()).toEqual({ running: 0, ready: 0, processes: 0 });
    }),
  );
});

test('I4 the same calls give the same decisions', () => {
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
