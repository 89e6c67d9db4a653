import type { Delivery } from '@esta-logic/ipc-router';
import { expect, test } from 'vitest';
import { Ledger } from './ledger.ts';
import { RateWatch } from './rate-watch.ts';
import { SchedulerWatch } from './scheduler-watch.ts';

/** Every watch must be able to go red: each is shown what it is there to find. */
const message = (messageId: string, expiresAt = Infinity): Delivery => ({
  envelope: {
    type: 'Command',
    source: 'a',
    target: 'b',
    opcode: 'work.do',
    metadata: { messageId, timestamp: '', priority: 'normal', schemaVersion: 1 },
  },
  payload: '{}',
  callers: [],
  storedKey: undefined,
  expiresAt,
  settle: () => undefined,
});

test('I9 Q7 Q11 the ledger finds a message that ends twice, starts twice, late, or before an earlier one', () => {
  const ledger = new Ledger();
  const [first, second, short] = [message('1'), message('2'), message('3', 5)];
  for (const one of [first, second, short]) ledger.accepted(one);
  expect(() => ledger.accepted(first)).toThrow('I9');
  expect(() => ledger.started(short, 6)).toThrow('Q7');
  ledger.started(second, 0);
  expect(() => ledger.started(second, 0)).toThrow('I9');
  expect(() => ledger.started(first, 0)).toThrow('Q11');
  ledger.ended(first);
  expect(() => ledger.ended(first)).toThrow('I9');
  expect(ledger.open).toBe(2);
});

test('I13 K1 K5 K6 the watch finds too many running, a wrong choice, a long wait and an unequal part', () => {
  const watch = new SchedulerWatch(1, 1);
  for (const [id, priority] of [
    ['a', 'normal'],
    ['b', 'normal'],
    ['c', 'low'],
  ] as const) {
    watch.add(id, priority, id);
    watch.transition({ process: id, from: 'created', to: 'waiting' });
    watch.transition({ process: id, from: 'waiting', to: 'ready' });
  }
  watch.transition({ process: 'c', from: 'ready', to: 'running' });
  expect(() => watch.decided({ process: 'c', slice: 1, reason: 'rank' })).toThrow('K1');
  watch.decided({ process: 'c', slice: 1, reason: 'turn' });
  expect(() => watch.transition({ process: 'a', from: 'ready', to: 'running' })).toThrow('I13');
  watch.transition({ process: 'c', from: 'running', to: 'ready' });
  expect(() => watch.advance(10_000)).not.toThrow();
  watch.advance(15_000);
  expect(() => watch.advance(20_001)).toThrow('K6');
  expect(() => watch.transition({ process: 'b', from: 'ready', to: 'running' })).toThrow('K5');
});

test('K9 the watch finds a priority that was not lent, or not taken back', () => {
  const watch = new SchedulerWatch(1, 1);
  for (const [id, priority] of [
    ['a', 'high'],
    ['b', 'normal'],
    ['c', 'low'],
  ] as const)
    watch.add(id, priority, id);
  watch.waits('b', 'c');
  watch.waits('a', 'b');
  const lent = { a: 'high', b: 'high', c: 'high' } as const;
  watch.checkPriorities((id) => lent[id as 'a']);
  expect(() => watch.checkPriorities((id) => ({ ...lent, c: 'normal' as const })[id as 'a'])).toThrow('K9');
  watch.waits('a', undefined);
  expect(() => watch.checkPriorities((id) => lent[id as 'a'])).toThrow('K9');
});

test('Q5 the watch finds a tenant that got more or less than its rate', () => {
  const watch = new RateWatch({ burst: 2, perSecond: 10 });
  watch.asked('t', 0, 0);
  watch.asked('t', 0, 0);
  expect(() => watch.asked('t', 0, 0)).toThrow('Q5');
  expect(() => watch.asked('t', 200, 50)).toThrow('Q5');
});
