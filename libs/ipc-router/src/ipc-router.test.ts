import {
  decodeManifest,
  MESSAGE_PRIORITIES,
  unwrap,
  type DecodedManifest,
  type MessagePriority,
} from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Delivery } from './delivery.ts';
import { Fifo } from './fifo.ts';
import { IpcRouter, type Route } from './ipc-router.ts';
import { Mailbox } from './mailbox.ts';

const decoded = (limits = {}): DecodedManifest =>
  unwrap(
    decodeManifest({
      id: 'echo',
      version: '1.0.0',
      description: 'Answers what it is asked.',
      abi: '0.1.0',
      ring: 2,
      priority: 'normal',
      imports: [],
      requiredCapabilities: [],
      limits,
      opcodes: {
        'echo.say': {
          types: ['Query'],
          description: 'Says it',
          payload: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
          reply: { type: 'object', required: ['text'] },
        },
      },
    }),
  );
const route: Route = { source: 'client', target: 'echo', type: 'Query', opcode: 'echo.say', callers: [] };
const good = { value: { text: 'hi' } };
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
  expiresAt: Infinity,
  settle: () => {},
});

test('I6 every check at the boundary refuses by its own name, in order', () => {
  const router = new IpcRouter();
  router.open('echo', decoded({ payloadBytes: 64, mailboxCapacity: 1 }));
  const name = (over: Partial<Route>, payload: Parameters<IpcRouter['admit']>[1] = good): string => {
    const result = router.admit({ ...route, ...over }, payload);
    return result.ok ? 'admitted' : result.fault.name;
  };
  expect(name({ target: 'nobody' })).toBe('unknown-target');
  expect(name({ opcode: 'echo.shout' })).toBe('unknown-opcode');
  expect(name({ type: 'Command' })).toBe('unknown-opcode');
  expect(name({ callers: ['echo'] })).toBe('call-cycle');
  expect(name({ callers: Array.from({ length: 17 }, (_, i) => `m${i}`) })).toBe('call-cycle');
  expect(name({}, { value: { text: 'x'.repeat(100) } })).toBe('payload-too-large');
  expect(name({}, { text: 'x'.repeat(100) })).toBe('payload-too-large');
  expect(name({}, { text: '{' })).toBe('invalid-payload');
  expect(name({}, { value: {} })).toBe('invalid-payload');
  expect(name({}, { value: undefined })).toBe('invalid-payload');
  expect(name({})).toBe('admitted');
  expect(name({})).toBe('mailbox-full');
  expect(router.load()).toEqual({ queued: 0, reserved: 1 });
});

test('a reply is held to the schema of its opcode', () => {
  const router = new IpcRouter();
  router.open('echo', decoded());
  expect(router.checkReply('echo', 'echo.say', '{"text":"hi"}').ok).toBe(true);
  expect(router.checkReply('echo', 'echo.say', '{}')).toMatchObject({ fault: { name: 'handler-failed' } });
  expect(router.checkReply('echo', 'echo.say', 'nonsense')).toMatchObject({ fault: { name: 'handler-failed' } });
});

test('I14 a mailbox never holds more than its capacity and keeps order within a priority', () => {
  const steps = fc.array(
    fc.oneof(
      fc.constantFrom(...MESSAGE_PRIORITIES).map((priority) => ({ priority })),
      fc.constant({ take: true as const }),
    ),
    { maxLength: 300 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), steps, (capacity, sequence) => {
      const mailbox = new Mailbox(capacity);
      const model = new Map<MessagePriority, string[]>(MESSAGE_PRIORITIES.map((priority) => [priority, []]));
      let count = 0;
      for (const [i, step] of sequence.entries()) {
        if ('priority' in step) {
          const admitted = mailbox.reserve();
          expect(admitted).toBe(count < capacity);
          if (!admitted) continue;
          mailbox.push(delivery(`${i}`, step.priority));
          model.get(step.priority)!.push(`${i}`);
          count++;
        } else {
          const highest = [...MESSAGE_PRIORITIES].reverse().find((priority) => model.get(priority)!.length > 0);
          const expected = highest && model.get(highest)!.shift();
          expect(mailbox.take()?.envelope.metadata.messageId).toBe(expected);
          if (expected !== undefined) count--;
        }
        expect(mailbox.length).toBe(count);
      }
    }),
  );
});

test('a fifo gives back what went in, in order, over many compactions', () => {
  const fifo = new Fifo<number>();
  let next = 0;
  for (let i = 0; i < 5000; i++) {
    fifo.push(i);
    if (i % 3 !== 0) expect(fifo.shift()).toBe(next++);
  }
  while (fifo.length > 0) expect(fifo.shift()).toBe(next++);
  expect(fifo.shift()).toBeUndefined();
  expect(next).toBe(5000);
});

test('a reply that is not JSON is refused, also where the manifest says nothing of replies', () => {
  const router = new IpcRouter();
  const { manifest } = decoded();
  const { reply: _, ...silent } = manifest.opcodes['echo.say']!;
  router.open('echo', unwrap(decodeManifest({ ...manifest, opcodes: { 'echo.say': silent } })));
  for (const text of ['', 'hello', '{"a":', '[1,2', 'undefined']) {
    expect(router.checkReply('echo', 'echo.say', text)).toMatchObject({ ok: false, fault: { name: 'handler-failed' } });
  }
  for (const text of ['null', '"hello"', '{}', '[1,2]'])
    expect(router.checkReply('echo', 'echo.say', text)).toEqual({ ok: true, value: text });
});
