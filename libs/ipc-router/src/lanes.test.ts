import { CLIENT_SOURCE, type MessageType } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Delivery } from './delivery.ts';
import { Lanes } from './lanes.ts';
import { Mailbox } from './mailbox.ts';

const message = (messageId: string, source: string, type: MessageType, stream?: string): Delivery => ({
  envelope: {
    type,
    source,
    target: 'sink',
    opcode: 'sink.put',
    metadata: { messageId, timestamp: '', priority: 'normal', schemaVersion: 1 },
  },
  payload: '{}',
  callers: [],
  storedKey: undefined,
  expiresAt: Infinity,
  stream,
  settle: () => {},
});

test('Q11 messages of one sender start in order and take effect in order, whatever a pool does beside them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom<MessageType>('Command', 'Query', 'Event')), {
        maxLength: 40,
      }),
      fc.array(fc.nat(7), { maxLength: 200 }),
      (sent, choices) => {
        const [mailbox, lanes] = [new Mailbox({ capacity: 100 }), new Lanes()];
        for (const [i, [source, type]] of sent.entries()) {
          mailbox.reserve(source);
          mailbox.push(message(`${i}`, source, type));
        }
        const [inHand, started, done]: Delivery[][] = [[], [], []];
        for (const choice of choices) {
          if (choice < 4) {
            const taken = mailbox.takeIf((one) => lanes.mayStart(one));
            if (!taken) continue;
            lanes.begin(taken);
            inHand!.push(taken);
            started!.push(taken);
          } else {
            const [ended] = inHand!.splice(choice % Math.max(1, inHand!.length), 1);
            if (!ended) continue;
            lanes.end(ended);
            done!.push(ended);
          }
        }
        for (const source of ['a', 'b']) {
          const ids = (list: readonly Delivery[]): number[] =>
            list.filter((one) => one.envelope.source === source).map((one) => Number(one.envelope.metadata.messageId));
          expect(ids(started!)).toEqual(ids(started!).toSorted((x, y) => x - y));
          const writes = ids(done!.filter((one) => one.envelope.type !== 'Query'));
          expect(writes).toEqual(writes.toSorted((x, y) => x - y));
        }
      },
    ),
  );
});

test('Q11 what clients send without a number starts in order and is not held up; a numbered stream is a lane', () => {
  const lanes = new Lanes();
  lanes.begin(message('1', CLIENT_SOURCE, 'Command'));
  expect(lanes.mayStart(message('2', CLIENT_SOURCE, 'Command'))).toBe(true);
  const numbered = message('3', CLIENT_SOURCE, 'Command', 'import');
  lanes.begin(numbered);
  expect(lanes.mayStart(message('4', CLIENT_SOURCE, 'Query', 'import'))).toBe(false);
  expect(lanes.mayStart(message('5', CLIENT_SOURCE, 'Command', 'other'))).toBe(true);
  lanes.end(numbered);
  expect(lanes.mayStart(message('4', CLIENT_SOURCE, 'Query', 'import'))).toBe(true);
});
