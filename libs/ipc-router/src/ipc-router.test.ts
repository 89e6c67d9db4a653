import {
  decodeManifest,
  LIMITS,
  MESSAGE_PRIORITIES,
  unwrap,
  type DecodedManifest,
  type MessagePriority,
} from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Delivery } from './delivery.ts';

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
      const mailbox = new Mailbox({ capacity });
      const model = new Map<MessagePriority, string[]>(MESSAGE_PRIORITIES.map((priority) => [priority, []]));
      let count = 0;
      for (const [i, step] of sequence.entries()) {
        if ('priority' in step) {
          const admitted = mailbox.reserve('client');
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

test('a reply that is not JSON is refused, also where the manifest says nothing of replies', () => {
  const router = new IpcRouter();
  const { manifest } = decoded();
  const { reply: _, ...silent } = manifest.opcodes['echo.say']!;
  router.open('echo', unwrap(decodeManifest({ ...manifest, opcodes: { 'echo.say': silent } })));
  for (const text of ['', 'hello', '{"a":', '[1,2', 'undefined']) {
    expect(router.checkReply('echo', 'echo.say', text)).toMatchObject({ ok: false, fault: { name: 'handler-failed' } });
  }
  for (const text of ['null', '"hello"', '{}', '[1,2]'])
    expect(router.checkReply('echo', 'echo.say', text)).toEqual({ ok: true, value: JSON.parse(text) });
});

test('I7 payloads and replies are bounded in size and in depth, before anything walks them', () => {
  const router = new IpcRouter();
  const { manifest } = decoded();
  const free = { ...manifest.opcodes['echo.say']!, payload: {}, reply: {} };
  router.open('echo', unwrap(decodeManifest({ ...manifest, opcodes: { 'echo.say': free } })));
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  for (const levels of [1, LIMITS.jsonDepth.value]) {
    expect(router.admit(route, { text: nested(levels) }).ok).toBe(true);
    expect(router.admit(route, { value: JSON.parse(nested(levels)) }).ok).toBe(true);
    expect(router.checkReply('echo', 'echo.say', nested(levels)).ok).toBe(true);
  }
  for (const levels of [LIMITS.jsonDepth.value + 1, 300_000]) {
    for (const payload of [{ text: nested(levels) }, { value: JSON.parse(nested(levels)) as unknown }])
      expect(router.admit(route, payload)).toMatchObject({ ok: false, fault: { name: 'invalid-payload' } });
    expect(router.checkReply('echo', 'echo.say', nested(levels))).toMatchObject({ fault: { name: 'handler-failed' } });
  }
  const text = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`;
  expect(router.checkReply('echo', 'echo.say', text(LIMITS.replyBytes.value)).ok).toBe(true);
  expect(router.checkReply('echo', 'echo.say', text(LIMITS.replyBytes.value + 1)).ok).toBe(false);
});

test('Q10 a broadcast goes to the modules that take its opcode as an Event and are not refused', () => {
  const router = new IpcRouter();
  const { manifest } = decoded();
  const listener = (id: string, types: readonly ('Event' | 'Query')[]): void =>
    void router.open(
      id,
      unwrap(
        decodeManifest({
          ...manifest,
          id,
          opcodes: { 'echo.say': { ...manifest.opcodes['echo.say']!, types } },
        }),
      ),
    );
  listener('second', ['Event', 'Query']);
  listener('first', ['Event']);
  listener('asked-only', ['Query']);
  listener('broken', ['Event']);
  router.shut('broken', { code: 1019, name: 'state-refused', message: 'It was stopped.' });
  expect(router.listeners('echo.say')).toEqual(['first', 'second']);
  expect(router.listeners('echo.other')).toEqual([]);
});

test('Q4 a router rations mailboxes: modules and the clients of each tenant are senders of their own', () => {
  const router = new IpcRouter({ senderShare: 0.5 });
  router.open('echo', decoded({ mailboxCapacity: 4 }));
  const admit = (over: Partial<Route>) => router.admit({ ...route, ...over }, good);
  const north = { tenantId: 'north' };
  expect([admit(north).ok, admit(north).ok]).toEqual([true, true]);
  expect(admit(north)).toMatchObject({
    fault: { name: 'mailbox-full', message: expect.stringContaining('one sender') },
  });
  const other = admit({ tenantId: 'other' });
  expect(other).toMatchObject({ ok: true, value: { sender: 'client/other' } });
  expect(admit({ source: 'clock' })).toMatchObject({ ok: true, value: { sender: 'clock' } });
  expect(admit({})).toMatchObject({ fault: { message: expect.stringContaining('takes no more now') } });
  router.mailboxOf('echo')!.release('client/north');
  expect(admit({})).toMatchObject({ ok: true, value: { sender: '' } });
});
