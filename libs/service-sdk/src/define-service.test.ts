import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineService } from './define-service.ts';
import { fault } from './service-fault.ts';
import { SyscallFault } from './syscall-fault.ts';

const envelope = (opcode: string, payload: string) => ({
  kind: 'Query' as const,
  source: 'client',
  opcode,
  payload,
  messageId: 'm1',
  correlationId: undefined,
  timestamp: '2026-01-01T00:00:00.000Z',
  tenantId: 'default',
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (problem) {
    return problem;
  }
  return undefined;
}

test('a handler gets the payload and its reply leaves as JSON', () => {
  const handle = defineService({ handlers: { 'a.echo': (payload) => ({ got: payload }) } }).bind({});
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.parse(handle(envelope('a.echo', text)))).toEqual({ got: JSON.parse(text) });
    }),
  );
});

test('a reply of nothing is null', () => {
  expect(defineService({ handlers: { 'a.b': () => undefined } }).bind({})(envelope('a.b', '{}'))).toBe('null');
});

test('a text handler gets the payload as it came and its text leaves as it is', () => {
  const seen: string[] = [];
  const handle = defineService({
    handlers: { 'a.copy': { text: (payload, { message }) => `${String(seen.push(payload))}/${message.source}` } },
  }).bind({});
  expect(handle(envelope('a.copy', '{ "a":1 }'))).toBe('1/client');
  expect(seen).toEqual(['{ "a":1 }']);
});

test('a text handler refuses like any other', () => {
  const handle = defineService({ handlers: { 'a.b': { text: () => fault('not-found', 'Not here.') } } }).bind({});
  expect(thrownBy(() => handle(envelope('a.b', '{}')))).toEqual({ code: 1013, message: 'Not here.' });
});

test('the message’s envelope is in the context, without the payload', () => {
  const handle = defineService({ handlers: { 'a.b': (_, { message }) => message } }).bind({});
  const { payload: _, correlationId: __, ...rest } = envelope('a.b', '{}');
  expect(JSON.parse(handle(envelope('a.b', '{}')))).toEqual(rest);
});

const refusals: [string, () => unknown, { code: number; message: string }][] = [
  [
    'a fault by name',
    () => fault('not-found', 'There is no such employee.'),
    { code: 1013, message: 'There is no such employee.' },
  ],
  ['a fault by code', () => fault(1015, 'x'), { code: 1015, message: 'x' }],
  [
    'an error',
    () => {
      throw new TypeError('bad');
    },
    { code: 2004, message: 'bad' },
  ],
  [
    'an error without text',
    () => {
      throw new RangeError();
    },
    { code: 2004, message: 'RangeError' },
  ],
  [
    'a string',
    () => {
      throw 'no';
    },
    { code: 2004, message: 'The handler threw no.' },
  ],
  [
    'a value without text',
    () => {
      throw Object.create(null);
    },
    { code: 2004, message: 'The handler threw a value that has no text.' },
  ],
  ['a reply that has no JSON form', () => 1n, { code: 2004, message: expect.stringContaining('BigInt') as string }],
  [
    'a promise',
    async () => 1,
    { code: 2004, message: 'The handler of "a.b" returned a promise; handlers are synchronous.' },
  ],
  [
    'an uncaught refusal of a system call',
    () => {
      throw new SyscallFault(1005, 'no capability');
    },
    { code: 1005, message: 'no capability' },
  ],
];

test.each(refusals)('%s becomes a plain fault', (_, handler, wire) => {
  const handle = defineService({ handlers: { 'a.b': handler } }).bind({});
  expect(thrownBy(() => handle(envelope('a.b', '{}')))).toEqual(wire);
});

test('an opcode without a handler is refused, also one named like a method of objects', () => {
  const handle = defineService({ handlers: {} }).bind({});
  expect(thrownBy(() => handle(envelope('a.b', '{}')))).toMatchObject({ code: 1004 });
  expect(thrownBy(() => handle(envelope('toString', '{}')))).toMatchObject({ code: 1004 });
});

test('an exhausted memory is named as what it is', () => {
  const exhausted = Object.assign(new Error('out of memory'), { name: 'InternalError' });
  const handle = defineService({
    handlers: {
      'a.b': () => {
        throw exhausted;
      },
    },
  }).bind({});
  expect(thrownBy(() => handle(envelope('a.b', '{}')))).toMatchObject({ code: 3002 });
});

test('an interface that the manifest does not name is refused with the cure', () => {
  const handle = defineService({ handlers: { 'a.b': (_, context) => context.time.now() } }).bind({});
  expect(thrownBy(() => handle(envelope('a.b', '{}')))).toEqual({
    code: 1005,
    message: 'This service does not import "time"; add "time" to `imports` in its manifest.',
  });
});
