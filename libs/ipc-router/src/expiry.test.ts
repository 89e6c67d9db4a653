import { MESSAGE_PRIORITIES, type MessagePriority } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Delivery } from './delivery.ts';
import { endOf, Expiries } from './expiry.ts';
import { Mailbox } from './mailbox.ts';

const message = (messageId: string, priority: MessagePriority, expiresAt: number, deadline?: number): Delivery => ({
  envelope: {
    type: 'Command',
    source: 'client',
    target: 'echo',
    opcode: 'echo.say',
    metadata: { messageId, timestamp: '', priority, schemaVersion: 1 },
  },
  payload: '{}',
  callers: [],
  storedKey: undefined,
  expiresAt,
  deadline,
  settle: () => {},
});
const idOf = ({ envelope }: Delivery): string => envelope.metadata.messageId;

test('Q7 a queued message is taken out when its time is over, the earliest first, over all mailboxes; no other ever is', () => {
  const expiries = new Expiries();
  const mailboxes = [new Mailbox({ capacity: 10, expiries }), new Mailbox({ capacity: 10, expiries })];
  const put = (box: number, delivery: Delivery): void => {
    mailboxes[box]!.reserve('client');
    mailboxes[box]!.push(delivery);
  };
  put(0, message('later', 'high', 30));
  put(1, message('sooner', 'low', 20));
  put(0, message('never', 'normal', Infinity));
  put(1, message('deadline', 'normal', Infinity, 25));
  put(0, message('taken', 'critical', 10));
  expect(mailboxes[0]!.take()?.envelope.metadata.messageId).toBe('taken');
  expect(expiries.next).toBe(20);
  expect(expiries.due(19)).toEqual([]);
  expect(expiries.due(30).map(idOf)).toEqual(['sooner', 'deadline', 'later']);
  expect(expiries.next).toBe(Infinity);
  expect(mailboxes.map(({ length }) => length)).toEqual([1, 0]);
});

test('Q7 I9 whatever is put, taken, dropped and over: each message ends once, and nothing is watched that is not queued', () => {
  const step = fc.record({
    what: fc.constantFrom('put', 'put', 'put', 'take', 'due'),
    priority: fc.constantFrom(...MESSAGE_PRIORITIES),
    life: fc.option(fc.nat(20), { nil: Infinity }),
  });
  fc.assert(
    fc.property(
      fc.constantFrom('notify-sender' as const, 'drop-oldest' as const),
      fc.array(step, { maxLength: 200 }),
      (policy, steps) => {
        const expiries = new Expiries();
        const mailbox = new Mailbox({ capacity: 6, overflow: policy, expiries });
        const queued = new Map<string, Delivery>();
        const ends = (one: Delivery | undefined): void => {
          if (one) expect(queued.delete(idOf(one))).toBe(true);
        };
        steps.forEach(({ what, priority, life }, now) => {
          if (what === 'take') ends(mailbox.take());
          else if (what === 'due') {
            for (const one of expiries.due(now)) {
              expect(endOf(one)).toBeLessThanOrEqual(now);
              ends(one);
            }
            for (const one of queued.values()) expect(endOf(one)).toBeGreaterThan(now);
          } else if (mailbox.reserve('client')) {
            const newcomer = message(`${now}`, priority, now + life);
            queued.set(`${now}`, newcomer);
            ends(mailbox.push(newcomer));
          }
          expect(mailbox.length).toBe(queued.size);
          expect(expiries.size).toBe([...queued.values()].filter((one) => endOf(one) < Infinity).length);
        });
      },
    ),
  );
});

test('a message is passed over that may not be taken yet, and keeps its place', () => {
  const mailbox = new Mailbox({ capacity: 10 });
  for (const id of ['a', 'b', 'c']) {
    mailbox.reserve('client');
    mailbox.push(message(id, 'normal', Infinity));
  }
  expect(idOf(mailbox.takeIf((one) => idOf(one) !== 'a')!)).toBe('b');
  expect(mailbox.takeIf(() => false)).toBeUndefined();
  expect(mailbox.drain().map(idOf)).toEqual(['a', 'c']);
});
