import type { ServiceManifest } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineService } from '../define-service.ts';
import { fault } from '../service-fault.ts';
import { SyscallFault } from '../syscall-fault.ts';
import { testService } from './test-service.ts';

const opcode = { types: ['Command' as const], description: 'x', payload: {} };
const manifest: Pick<ServiceManifest, 'imports' | 'opcodes'> = {
  imports: ['db', 'ipc', 'time', 'audit', 'log'],
  opcodes: { 'kv.run': opcode, 'kv.fail': opcode, 'kv.ask': opcode, 'kv.list': opcode },
};
const capabilities = [
  {
    label: 'rows',
    resourceType: 'database',
    resourcePattern: 'kv.rows',
    rights: { read: true, write: true, list: true, delete: true },
    reason: 'keeps rows',
  },
  {
    label: 'shown',
    resourceType: 'database',
    resourcePattern: 'kv.rows',
    rights: { read: true },
    reason: 'shows rows',
  },
  {
    label: 'other',
    resourceType: 'channel',
    resourcePattern: 'other-service.other.*',
    rights: { write: true, execute: true },
    reason: 'asks',
  },
  { label: 'clock', resourceType: 'clock', resourcePattern: '*', rights: { read: true }, reason: 'dates' },
  { label: 'trail', resourceType: 'audit', resourcePattern: '*', rights: { write: true }, reason: 'records' },
];
interface Write {
  readonly key: string;
  readonly value: unknown;
}
const service = defineService({
  handlers: {
    'kv.run': ({ changes }: { changes: Write[] }, { db, channel, audit }) => {
      for (const { key, value } of changes) db('rows').writeJson(key, value);
      channel('other').send('Event', 'other.changed', { count: changes.length });
      audit({ changed: changes.length });
      return { read: changes.map(({ key }) => db('rows').readJson(key)) };
    },
    'kv.fail': ({ changes }: { changes: Write[] }, context) => {
      for (const { key, value } of changes) context.db('rows').writeJson(key, value);
      context.channel('other').send('Event', 'other.changed', {});
      context.audit({ never: true });
      context.log('warn', 'about to refuse');
      throw fault('state-refused', 'No.');
    },
    'kv.ask': (payload: { label: string; opcode: string }, { channel, db }) => {
      if (payload.label === 'shown') db('shown').write('a', 'b');
      return channel(payload.label).call(payload.opcode, payload);
    },
    'kv.list': ({ prefix }: { prefix: string }, { db, time }) => ({
      rows: [...db('rows').each(prefix)],
      at: time.now(),
    }),
  },
});

const start = (): ReturnType<typeof testService> =>
  testService(service, {
    manifest,
    capabilities,
    now: () => 5,
    answers: { 'other-service': (asked) => (asked === 'other.refuse' ? fault('not-found', 'Not here.') : { asked }) },
  });

test('what a handler writes it reads back, and it is committed when it returns', () => {
  const host = start();
  expect(host.send('kv.run', { changes: [{ key: 'a', value: [1] }] })).toEqual({ ok: true, payload: { read: [[1]] } });
  expect([...host.state('kv.rows')]).toEqual([['a', '[1]']]);
  expect(host.outbox).toEqual([
    { target: 'other-service', type: 'Event', opcode: 'other.changed', payload: { count: 1 } },
  ]);
  expect(host.audit).toEqual([{ changed: 1 }]);
});

test('a refused message leaves nothing behind but its log lines', () => {
  const changes = fc.array(fc.record({ key: fc.string({ minLength: 1 }), value: fc.jsonValue() }));
  fc.assert(
    fc.property(changes, changes, (kept, lost) => {
      const host = start();
      host.send('kv.run', { changes: kept });
      const before = [[...host.state('kv.rows')], [...host.outbox], [...host.audit]];
      expect(host.send('kv.fail', { changes: lost })).toEqual({
        ok: false,
        error: { code: 1019, name: 'state-refused', message: 'No.' },
      });
      expect([[...host.state('kv.rows')], [...host.outbox], [...host.audit]]).toEqual(before);
      expect(host.logs).toEqual([{ level: 'warn', text: 'about to refuse' }]);
    }),
  );
});

test('each walks all pages in key order', () => {
  const host = start();
  const keys = Array.from({ length: 2500 }, (_, i) => `k${String(i).padStart(5, '0')}`);
  host.send('kv.run', { changes: keys.toReversed().map((key) => ({ key, value: key })) });
  const reply = host.send('kv.list', { prefix: 'k' });
  expect(reply).toMatchObject({ ok: true, payload: { at: 5 } });
  expect(reply.ok && reply.payload.rows.map(([key]: [string]) => key)).toEqual(keys);
});

test('rights come from capabilities.json', () => {
  const host = start();
  expect(host.send('kv.ask', { label: 'shown', opcode: 'other.x' })).toMatchObject({
    error: { name: 'rights-insufficient' },
  });
  expect(host.send('kv.ask', { label: 'unknown', opcode: 'other.x' })).toMatchObject({
    error: { name: 'capability-missing' },
  });
});

test('a call is answered by the test, and its fault comes through', () => {
  const host = start();
  expect(host.send('kv.ask', { label: 'other', opcode: 'other.x' })).toEqual({
    ok: true,
    payload: { asked: 'other.x' },
  });
  expect(host.send('kv.ask', { label: 'other', opcode: 'other.refuse' })).toEqual({
    ok: false,
    error: { code: 1013, name: 'not-found', message: 'Not here.' },
  });
});

test('an undeclared opcode or type is refused before the service sees it', () => {
  expect(start().send('kv.nothing', {})).toMatchObject({ error: { name: 'unknown-opcode' } });
  expect(start().send('kv.run', { changes: [] }, { type: 'Query' })).toMatchObject({
    error: { name: 'unknown-opcode' },
  });
});

test('an interface that the manifest does not name is not there', () => {
  const host = testService(service, { manifest: { ...manifest, imports: ['db'] }, capabilities });
  expect(host.send('kv.list', { prefix: '' })).toMatchObject({ error: { name: 'capability-missing' } });
});

test('a handler may catch the refusal of a system call', () => {
  const careful = defineService({
    handlers: {
      'kv.run': (_, { db }) => {
        try {
          db('shown').write('a', 'b');
        } catch (problem) {
          if (problem instanceof SyscallFault) return problem.name;
        }
        return 'written';
      },
    },
  });
  expect(testService(careful, { manifest, capabilities }).send('kv.run', {})).toEqual({
    ok: true,
    payload: 'rights-insufficient',
  });
});

test('a channel reaches only the opcodes that its capability covers, and sends no Query', () => {
  const host = start();
  expect(host.send('kv.ask', { label: 'other', opcode: 'elsewhere.ask' })).toMatchObject({
    ok: false,
    error: { name: 'capability-missing' },
  });
});
