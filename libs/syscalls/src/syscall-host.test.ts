import { CapabilityEngine } from '@esta-logic/capability-engine';
import {
  fail,
  ok,
  rightsOf,
  type Fault,
  type KernelEvent,
  type ResourceType,
  type Result,
  type Right,
  type StoredEntry,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';
import { expect, test } from 'vitest';
import { CallTape } from './call-tape.ts';
import type { CollectionPort, CrankPort } from './crank-port.ts';
import { createSyscallHost } from './syscall-host.ts';

/** A crank over plain maps: the same port that the kernel fills with a transaction. */
function memoryCrank(tenantId = 'default') {
  const data = new Map<string, Map<string, string>>();
  const outbox: unknown[] = [];
  const audits: unknown[] = [];
  const poisons: Fault[] = [];
  const denials: string[] = [];
  const collection = (service: string, name: string): CollectionPort => {
    const path = `${service}.${name}`;
    const entries = data.get(path) ?? new Map<string, string>();
    data.set(path, entries);
    return {
      read: (key) => ok(entries.get(key)),
      query: (prefix, after, limit) =>
        ok(
          [...entries]
            .filter(([key]) => key.startsWith(prefix) && (after === undefined || key > after))
            .sort()
            .slice(0, limit)
            .map(([key, value]): StoredEntry => ({ key, value })),
        ),
      write: (key, value) =>
        key === '' ? fail('invalid-argument', 'empty key') : (entries.set(key, value), ok(undefined)),
      delete: (key) => (entries.delete(key), ok(undefined)),
    };
  };
  const crank: CrankPort = {
    tape: new CallTape((fault) => void poisons.push(fault)),
    tenantId,
    collections: new Map(),
    collection,
    send: (...message) => (outbox.push(message), ok(`m${outbox.length}`)),
    broadcast: (...message) => (outbox.push(['everybody', ...message]), ok('[]')),
    call: async (...request) => ok(JSON.stringify(request)),
    audit: (record) => (audits.push(record), ok(undefined)),
    poison: (fault) => void poisons.push(fault),
    denied: (syscall) => void denials.push(syscall),
  };
  return { crank, data, tape: crank.tape, outbox, audits, poisons, denials };
}

function setup(
  grants: { label: string; resourceType: ResourceType; path: string; rights: Right[]; tenantId?: string }[],
  withCrank = true,
) {
  const capabilities = new CapabilityEngine();
  for (const { label, resourceType, path, rights, tenantId = '*' } of grants) {
    capabilities.mint('p', {
      label,
      resource: { resourceType, resourcePath: path, tenantId },
      rights: rightsOf(...rights),
    });
  }
  const memory = memoryCrank();
  const events: KernelEvent[] = [];
  const host = createSyscallHost({
    process: 'p',
    module: 'time-service',
    capabilities,
    clock: { now: () => 1234.5, monotonic: () => 0 },
    crank: () => (withCrank ? memory.crank : undefined),
    observe: (event) => events.push(event),
  });
  return { host, events, ...memory };
}

const faultName = async (result: Result<unknown> | Promise<Result<unknown>>): Promise<string> => {
  const settled = await result;
  return settled.ok ? 'ok' : settled.fault.name;
};
const slotOf = (host: SyscallHost, label: string): number => {
  const opened = host.dbOpen(label);
  if (!opened.ok) throw new Error(opened.fault.message);
  return opened.value;
};

const SHIFTS = {
  label: 'shifts',
  resourceType: 'database',
  path: 'time-service.shifts',
  rights: ['read', 'write', 'list', 'delete'],
} as const;

test('I3 a granted collection reads, writes, queries, deletes and transacts', async () => {
  const { host, data, tape } = setup([{ ...SHIFTS, rights: [...SHIFTS.rights] }]);
  const slot = slotOf(host, 'shifts');
  expect(await host.dbWrite(slot, 'a', '1')).toEqual(ok(undefined));
  expect(
    await host.dbTransact(slot, [
      { key: 'b', value: '2' },
      { key: 'a', value: undefined },
      { key: 'c', value: '3' },
    ]),
  ).toEqual(ok(undefined));
  expect(await host.dbRead(slot, 'a')).toEqual(ok(undefined));
  expect(await host.dbQuery(slot, '', undefined, 10)).toEqual(
    ok([
      { key: 'b', value: '2' },
      { key: 'c', value: '3' },
    ]),
  );
  expect(await faultName(host.dbQuery(slot, '', undefined, 0))).toBe('invalid-argument');
  expect(await host.dbDelete(slot, 'b')).toEqual(ok(undefined));
  expect([...data.get('time-service.shifts')!.keys()]).toEqual(['c']);
  expect(tape.calls.map(({ syscall }) => syscall).slice(0, 3)).toEqual([
    'sys.db.open',
    'sys.db.write',
    'sys.db.transact',
  ]);
});

test('I2 what is not granted is refused by name, observed, and does nothing', async () => {
  const { host, data, events, denials } = setup([{ ...SHIFTS, rights: ['read'] }]);
  const slot = slotOf(host, 'shifts');
  expect(await faultName(host.dbOpen('employees'))).toBe('capability-missing');
  expect(await faultName(host.ipcOpen('shifts'))).toBe('capability-missing');
  expect(await faultName(host.dbWrite(slot, 'a', '1'))).toBe('rights-insufficient');
  expect(await faultName(host.dbDelete(slot, 'a'))).toBe('rights-insufficient');
  expect(await faultName(host.dbQuery(slot, '', undefined, 5))).toBe('rights-insufficient');
  expect(await faultName(host.dbTransact(slot, [{ key: 'a', value: '1' }]))).toBe('rights-insufficient');
  expect(await faultName(host.dbRead(99, 'a'))).toBe('capability-missing');
  expect(await faultName(host.timeNow())).toBe('capability-missing');
  expect(await faultName(host.auditLog('{}'))).toBe('capability-missing');
  expect(data.get('time-service.shifts')?.size ?? 0).toBe(0);
  expect(events.filter(({ kind }) => kind === 'syscall.denied').length).toBe(denials.length);
  expect(denials).toContain('sys.db.write');
});

test('create alone makes new keys and never overwrites', async () => {
  const { host, data } = setup([{ ...SHIFTS, rights: ['create'] }]);
  const slot = slotOf(host, 'shifts');
  expect(await faultName(host.dbWrite(slot, 'a', '1'))).toBe('ok');
  expect(await faultName(host.dbWrite(slot, 'a', '2'))).toBe('rights-insufficient');
  expect(data.get('time-service.shifts')?.get('a')).toBe('1');
});

test('a transaction with a delete needs the right to delete before anything is written', async () => {
  const { host, data } = setup([{ ...SHIFTS, rights: ['write'] }]);
  const slot = slotOf(host, 'shifts');
  expect(
    await faultName(
      host.dbTransact(slot, [
        { key: 'a', value: '1' },
        { key: 'b', value: undefined },
      ]),
    ),
  ).toBe('rights-insufficient');
  expect(data.get('time-service.shifts')?.size ?? 0).toBe(0);
});

test('a channel reaches its module with its opcodes, and nobody else', async () => {
  const { host, outbox } = setup([
    { label: 'accrual', resourceType: 'channel', path: 'accrual-engine.accrual.hours.*', rights: ['write'] },
    { label: 'ask', resourceType: 'channel', path: 'accrual-engine.*', rights: ['execute'] },
  ]);
  const open = (label: string) => {
    const slot = host.ipcOpen(label);
    return slot.ok ? slot.value : -1;
  };
  expect(await host.ipcSend(open('accrual'), 'Command', 'accrual.hours.stage', '{}')).toEqual(ok('m1'));
  expect(await faultName(host.ipcSend(open('accrual'), 'Command', 'accrual.balances', '{}'))).toBe(
    'capability-missing',
  );
  expect(await faultName(host.ipcSend(open('accrual'), 'Query', 'accrual.hours.stage', '{}'))).toBe('invalid-argument');
  expect(await faultName(host.ipcCall(open('accrual'), 'accrual.hours.stage', '{}'))).toBe('rights-insufficient');
  expect(await host.ipcCall(open('ask'), 'accrual.balances', '{}')).toEqual(
    ok('["accrual-engine","accrual.balances","{}"]'),
  );
  expect(outbox).toEqual([['accrual-engine', 'Command', 'accrual.hours.stage', '{}']]);
});

test('I12 a capability for one tenant is no use in a message of another', async () => {
  const { host } = setup([{ ...SHIFTS, rights: ['read'], tenantId: 'acme' }]);
  expect(await faultName(host.dbRead(slotOf(host, 'shifts'), 'a'))).toBe('tenant-mismatch');
});

test('clock, audit and log answer to their own capabilities', async () => {
  const { host, audits, events } = setup([
    { label: 'clock', resourceType: 'clock', path: '*', rights: ['read'] },
    { label: 'audit', resourceType: 'audit', path: '*', rights: ['write'] },
    { label: 'log', resourceType: 'log', path: '*', rights: ['write'] },
  ]);
  expect(await host.timeNow()).toEqual(ok(1234n));
  expect(await faultName(host.auditLog('[1]'))).toBe('invalid-argument');
  expect(await host.auditLog('{"decision":1}')).toEqual(ok(undefined));
  expect(audits).toEqual([{ decision: 1 }]);
  host.logWrite('warn', 'x'.repeat(5000));
  expect(events.at(-1)).toMatchObject({ kind: 'guest.log', level: 'warn', message: 'x'.repeat(4096) });
});

test('outside of a message every call is refused', async () => {
  const { host } = setup([{ ...SHIFTS, rights: ['read'] }], false);
  expect(await faultName(host.dbRead(0, 'a'))).toBe('state-refused');
});

test('a transaction that is refused after it began fails the whole crank; one refused at its start does not', async () => {
  const { host, poisons } = setup([{ ...SHIFTS, rights: [...SHIFTS.rights] }]);
  const slot = slotOf(host, 'shifts');
  expect(await faultName(host.dbTransact(slot, [{ key: '', value: '1' }]))).toBe('invalid-argument');
  expect(poisons).toEqual([]);
  expect(
    await faultName(
      host.dbTransact(slot, [
        { key: 'a', value: '1' },
        { key: '', value: '1' },
      ]),
    ),
  ).toBe('invalid-argument');
  expect(poisons).toMatchObject([{ name: 'invalid-argument' }]);
});
