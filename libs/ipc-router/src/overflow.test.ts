import { MESSAGE_PRIORITIES, type MessagePriority, type OverflowPolicy } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Delivery } from './delivery.ts';
import { Mailbox } from './mailbox.ts';
import { SenderCredits } from './sender-credits.ts';
import { TenantBuckets } from './token-bucket.ts';

const delivery = (messageId: string, priority: MessagePriority): Delivery => ({
  envelope: {
    type: 'Query',
    source: 'client',
    target: 'echo',
    opcode: 'echo.say',
    metadata: { messageId, timestamp: '', priority, schemaVersion: 1 },
  },
  payload: '{}',
  callers: [],
  storedKey: undefined,
  expiresAt: 1e9,
  settle: () => {},
});
const rank = (one: Delivery): number => MESSAGE_PRIORITIES.indexOf(one.envelope.metadata.priority);
const idOf = ({ envelope }: Delivery): string => envelope.metadata.messageId;
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...MESSAGE_PRIORITIES) },
    { weight: 1, arbitrary: fc.constant('take' as const) },
  ),
  { maxLength: 200 },
);

test('Q1 I14 whatever the policy, a mailbox never exceeds its capacity, and every message is queued, taken or given back', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<OverflowPolicy>('notify-sender', 'drop-newest', 'drop-oldest', 'block-sender'),
      fc.integer({ min: 1, max: 8 }),
      steps,
      (policy, capacity, sequence) => {
        const mailbox = new Mailbox({ capacity, overflow: policy });
        const [sent, ended] = [new Set<string>(), new Set<string>()];
        for (const [i, step] of sequence.entries()) {
          const gone =
            step === 'take'
              ? mailbox.take()
              : mailbox.reserve('client')
                ? (sent.add(`${i}`), mailbox.push(delivery(`${i}`, step)))
                : undefined;
          if (gone) {
            expect(ended.has(idOf(gone))).toBe(false);
            ended.add(idOf(gone));
          }
          expect(mailbox.length).toBeLessThanOrEqual(capacity);
          expect(mailbox.length).toBe(sent.size - ended.size);
          expect(mailbox.reserved).toBe(0);
        }
        for (const left of mailbox.drain()) ended.add(idOf(left));
        expect(ended).toEqual(sent);
      },
    ),
  );
});

test('Q2 drop-newest gives back the newcomer; drop-oldest the oldest of the lowest priority, never one above the newcomer', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<OverflowPolicy>('drop-newest', 'drop-oldest'),
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.constantFrom(...MESSAGE_PRIORITIES), { maxLength: 60 }),
      (policy, capacity, sequence) => {
        const mailbox = new Mailbox({ capacity, overflow: policy });
        for (const [i, priority] of sequence.entries()) {
          const before = [...mailbox.messages()];
          const newcomer = delivery(`${i}`, priority);
          mailbox.reserve('client');
          const evicted = mailbox.push(newcomer);
          if (before.length < capacity) expect(evicted).toBeUndefined();
          else if (policy === 'drop-newest') expect(evicted).toBe(newcomer);
          else {
            const lowest = Math.min(...before.map(rank));
            expect(evicted).toBe(lowest <= rank(newcomer) ? before.find((one) => rank(one) === lowest) : newcomer);
          }
        }
      },
    ),
  );
});

test('Q3 those who wait for a place are told in their order, once for each place', () => {
  const mailbox = new Mailbox({ capacity: 2, overflow: 'block-sender' });
  for (const id of ['a', 'b']) {
    expect(mailbox.reserve('client')).toBe(true);
    mailbox.push(delivery(id, 'normal'));
  }
  const told: number[] = [];
  const [, , forget] = [1, 2, 3, 4].map((n) => mailbox.whenRoom(() => told.push(n), 'client'));
  forget!();
  expect(mailbox.reserve('client')).toBe(false);
  mailbox.take();
  expect(told).toEqual([1]);
  mailbox.remove('b');
  mailbox.reserve('client');
  mailbox.release('client');
  expect(told).toEqual([1, 2, 4]);
  mailbox.passOn();
  expect(told).toEqual([1, 2, 4]);
});

test('a message is taken out before its turn, and the order of the others stays', () => {
  const mailbox = new Mailbox({ capacity: 10 });
  for (const id of ['a', 'b', 'c', 'd']) {
    mailbox.reserve('client');
    mailbox.push(delivery(id, 'normal'));
  }
  expect(idOf(mailbox.take()!)).toBe('a');
  expect(idOf(mailbox.remove('c')!)).toBe('c');
  expect(mailbox.remove('a')).toBeUndefined();
  expect(mailbox.drain().map(idOf)).toEqual(['b', 'd']);
  expect(mailbox.length).toBe(0);
});

test('Q4 a sender never has more messages under way than credits, whatever others do, and all come back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean()), { maxLength: 200 }),
      (perSender, sequence) => {
        const credits = new SenderCredits(perSender);
        const under = new Map([
          ['a', 0],
          ['b', 0],
          ['c', 0],
        ]);
        for (const [sender, spend] of sequence) {
          const now = under.get(sender)!;
          if (spend) expect(credits.spend(sender)).toBe(now < perSender);
          else credits.restore(sender);
          under.set(sender, Math.min(perSender, Math.max(0, now + (spend ? 1 : -1))));
          for (const [name, count] of under) expect(credits.left(name)).toBe(perSender - count);
        }
        expect(credits.senders).toBe([...under.values()].filter((count) => count > 0).length);
      },
    ),
  );
  expect(() => new SenderCredits(0)).toThrow(RangeError);
});

test('Q5 over any stretch of time a tenant gets at most its burst and its rate through, and at least its rate', () => {
  const rate = { burst: 10, perSecond: 100 };
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 100 })), {
        maxLength: 200,
      }),
      (sequence) => {
        const buckets = new TenantBuckets(rate);
        const taken: { tenant: string; tokens: number; at: number }[] = [];
        let now = 0;
        for (const [tenant, tokens, gap] of sequence) {
          now += gap;
          const wait = buckets.take(tenant, tokens, now);
          if (wait === 0) taken.push({ tenant, tokens, at: now });
          else if (tokens > rate.burst) expect(wait).toBe(Infinity);
          else expect(wait).toBeLessThanOrEqual((tokens * 1000) / rate.perSecond);
        }
        for (const tenant of ['a', 'b']) {
          const own = taken.filter((one) => one.tenant === tenant);
          own.forEach((first, i) => {
            let sum = 0;
            for (const one of own.slice(i)) {
              sum += one.tokens;
              expect(sum).toBeLessThanOrEqual(rate.burst + ((one.at - first.at) * rate.perSecond) / 1000 + 1e-6);
            }
          });
        }
        expect(buckets.sweep(now + 100)).toBe(0);
      },
    ),
  );
});

test('Q5 who waits as long as it is told gets its tokens; another tenant notices nothing', () => {
  const buckets = new TenantBuckets({ burst: 4, perSecond: 10 });
  expect(buckets.take('a', 4, 0)).toBe(0);
  const wait = buckets.take('a', 3, 0);
  expect(wait).toBe(300);
  expect(buckets.take('b', 4, 0)).toBe(0);
  expect(buckets.take('a', 3, wait)).toBe(0);
  expect(() => new TenantBuckets({ burst: 0, perSecond: 1 })).toThrow(RangeError);
});

test('Q4 a sender fills a mailbox alone only up to its credits; who has some left is told of a place before who has none', () => {
  const mailbox = new Mailbox({ capacity: 4, overflow: 'block-sender', credits: 2 });
  const put = (id: string, sender: string): boolean => {
    const reserved = mailbox.reserve(sender);
    if (reserved) mailbox.push(delivery(id, 'normal'));
    return reserved;
  };
  expect([put('a1', 'a'), put('a2', 'a'), put('a3', 'a'), put('b1', 'b')]).toEqual([true, true, false, true]);
  const told: string[] = [];
  for (const sender of ['a', 'b']) mailbox.whenRoom(() => told.push(sender), sender);
  mailbox.take();
  expect(told).toEqual(['b']);
  mailbox.settled('a');
  expect(told).toEqual(['b', 'a']);
  expect([put('a3', 'a'), put('a4', 'a')]).toEqual([true, false]);
});

test('Q4 under any sequence of verbs a sender has at most its credits under way, and all of them again when nothing is', () => {
  const senders = ['a', 'b', 'c'];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('reserve', 'push', 'release', 'take', 'settle'), fc.constantFrom(...senders)), {
        maxLength: 200,
      }),
      (steps) => {
        const mailbox = new Mailbox({ capacity: 6, credits: 3 });
        const [reserved, queued, inHand]: string[][] = [[], [], []];
        const drop = (list: string[], sender: string): boolean =>
          list.includes(sender) && list.splice(list.indexOf(sender), 1).length === 1;
        const underWay = (sender: string): number =>
          [reserved!, queued!, inHand!].flat().filter((one) => one === sender).length;
        for (const [i, [what, sender]] of steps.entries()) {
          if (what === 'reserve') {
            const expected = underWay(sender) < 3 && mailbox.hasRoom;
            expect(mailbox.reserve(sender)).toBe(expected);
            if (expected) reserved!.push(sender);
          } else if (what === 'push' && drop(reserved!, sender)) {
            mailbox.push({ ...delivery(`${i}`, 'normal'), payload: sender });
            queued!.push(sender);
          } else if (what === 'release' && drop(reserved!, sender)) mailbox.release(sender);
          else if (what === 'take') {
            const taken = mailbox.take()?.payload;
            expect(taken).toBe(queued!.shift());
            if (taken !== undefined) inHand!.push(taken);
          } else if (what === 'settle' && drop(inHand!, sender)) mailbox.settled(sender);
          expect(mailbox.length + mailbox.reserved).toBe(queued!.length + reserved!.length);
        }
      },
    ),
  );
});
