import { fail, type GuestInstance, KernelError, type LoadedModule, ok } from '@esta-logic/kernel-boundary';
import { beforeAll, expect, test } from 'vitest';
import { probeComponent } from './fixtures.ts';
import { loaded } from './loaded.ts';
import { envelope, freely, memoryHost } from './memory-host.ts';

let probe: LoadedModule;
beforeAll(async () => {
  probe = await loaded(await probeComponent());
});

async function ask(guest: GuestInstance, opcode: string, payload?: unknown): Promise<unknown> {
  const result = await guest.handle(envelope(opcode, payload === undefined ? '{}' : JSON.stringify(payload)));
  return result.ok ? JSON.parse(result.value) : result.fault;
}

test('a message goes in and its reply comes out', async () => {
  const guest = await probe.instantiate(memoryHost(), freely);
  expect(await ask(guest, 'probe.echo', { text: 'für 8½ h 🕗', list: [1, null] })).toEqual({
    text: 'für 8½ h 🕗',
    list: [1, null],
  });
  // QuickJS shows the WIT value `none` as null.
  expect(await ask(guest, 'probe.envelope')).toEqual({ ...envelope('probe.envelope'), correlationId: null });
});

test('every system call reaches the host with its slot and comes back with its value', async () => {
  const host = memoryHost();
  const guest = await probe.instantiate(host, freely);
  expect(await ask(guest, 'probe.db')).toEqual({
    read: '1',
    none: null,
    query: [
      { key: 'a', value: '1' },
      { key: 'c', value: '3' },
    ],
    after: [{ key: 'c', value: '3' }],
  });
  expect(await ask(guest, 'probe.now')).toBe('1767225600123');
  expect(await ask(guest, 'probe.ipc')).toEqual({ sent: 'm-2', reply: '{"answer":42}' });
  expect(await ask(guest, 'probe.audit')).toBe('done');
  expect(await ask(guest, 'probe.log')).toBe('done');
  expect(host.calls).toEqual([
    'send 1 Event other.changed {}',
    'call 2 other.ask {"x":1}',
    'audit {"a":1}',
    'log warn hello',
  ]);
});

test('handles that the guest no longer holds are dropped', async () => {
  const host = memoryHost();
  const guest = await probe.instantiate(host, freely);
  await ask(guest, 'probe.db');
  await ask(guest, 'probe.ipc');
  expect([host.opened, [...host.live]]).toEqual([3, []]);
});

test('a refused call is an err result in the guest, which may pass it on', async () => {
  const guest = await probe.instantiate(
    memoryHost({
      timeNow: () => fail('rights-insufficient', 'No clock.'),
      auditLog: async () => fail('capability-missing', 'No trail.'),
    }),
    freely,
  );
  expect(await ask(guest, 'probe.open', 'forbidden')).toEqual({
    code: 1005,
    name: 'capability-missing',
    message: 'No capability is labelled "forbidden".',
  });
  expect(await ask(guest, 'probe.now')).toEqual({ code: 1006, name: 'rights-insufficient', message: 'No clock.' });
  expect(await ask(guest, 'probe.audit')).toEqual({ code: 1005, name: 'capability-missing', message: 'No trail.' });
  expect(await ask(guest, 'probe.open', 'rows')).toBe(true);
});

test('a guest refuses in its own name only', async () => {
  const guest = await probe.instantiate(memoryHost(), freely);
  const refuse = (code: number): Promise<unknown> => ask(guest, 'probe.refuse', { code, message: 'Because.' });
  expect(await refuse(1015)).toEqual({ code: 1015, name: 'unsupported-question', message: 'Because.' });
  expect(await refuse(3003)).toEqual({ code: 3003, name: 'quota-exceeded', message: 'Because.' });
  expect(await refuse(2002)).toEqual({ code: 2004, name: 'handler-failed', message: 'Because.' });
  expect(await refuse(4012)).toEqual({ code: 2004, name: 'handler-failed', message: 'trap: Because.' });
  expect(await refuse(5001)).toEqual({ code: 2004, name: 'handler-failed', message: 'storage-failed: Because.' });
  expect(await refuse(77)).toEqual({ code: 2004, name: 'handler-failed', message: 'Because.' });
});

test('after a trap the instance is dead, and another one of the same module is not', async () => {
  const guest = await probe.instantiate(memoryHost(), freely);
  expect(await ask(guest, 'probe.trap')).toMatchObject({ name: 'unreachable' });
  expect(guest.reset()).toBe(false);
  expect(await ask(guest, 'probe.echo', 1)).toMatchObject({ name: 'state-refused' });
  expect(await ask(await probe.instantiate(memoryHost(), freely), 'probe.echo', 1)).toBe(1);
});

test('endless recursion in the guest’s own language ends in a fault', async () => {
  const guest = await probe.instantiate(memoryHost(), freely);
  expect(await ask(guest, 'probe.recurse')).toMatchObject({ code: 4006, name: 'stack-overflow' });
});

test('what the host itself throws is the host’s fault, not a trap of the guest', async () => {
  const broken = await probe.instantiate(
    memoryHost({
      timeNow: () => {
        throw new TypeError('a defect');
      },
    }),
    freely,
  );
  expect(await ask(broken, 'probe.now')).toEqual({
    code: 5005,
    name: 'internal',
    message: 'A system call failed inside the kernel: a defect.',
  });
  const stopped = await probe.instantiate(
    memoryHost({
      timeNow: () => Promise.reject(new KernelError({ code: 3001, name: 'timeout', message: 'Out of time.' })),
    }),
    freely,
  );
  expect(await ask(stopped, 'probe.now')).toEqual({ code: 3001, name: 'timeout', message: 'Out of time.' });
  expect(stopped.reset()).toBe(false);
});

test('an instance takes one message at a time', async () => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const guest = await probe.instantiate(memoryHost({ timeNow: () => held.then(() => ok(1n)) }), freely);
  const first = ask(guest, 'probe.now');
  expect(await ask(guest, 'probe.echo', 1)).toMatchObject({ name: 'state-refused' });
  expect(guest.reset()).toBe(false);
  release();
  expect(await first).toBe('1');
  expect(await ask(guest, 'probe.echo', 1)).toBe(1);
});
