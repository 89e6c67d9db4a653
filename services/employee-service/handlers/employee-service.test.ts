import { testService } from '@esta-logic/service-sdk';
import { expect, test } from 'vitest';
import capabilities from '../capabilities.json' with { type: 'json' };
import service from '../index.ts';
import manifest from '../manifest.ts';

const host = () => testService(service, { manifest, capabilities });

test('the defaults hold until an employer is set, and a set one is audited', () => {
  const service = host();
  expect(service.send('employer.get', {})).toMatchObject({
    ok: true,
    payload: { configured: false, policy: { method: 'accrual' } },
  });
  const set = {
    employer: { size: 'large' },
    policy: { method: 'accrual', benefitYear: { type: 'anniversary' }, waitingDays: 120 },
  };
  expect(service.send('employer.set', set)).toEqual({ ok: true, payload: set });
  expect(service.send('employer.get', {})).toMatchObject({ payload: { ...set, configured: true } });
  expect(service.audit).toHaveLength(1);
});

test('a wrong or misspelt setting is refused by its name and changes nothing', () => {
  const service = host();
  for (const [bad, word] of [
    [{ employer: { size: 'huge' }, policy: {} }, 'size'],
    [{ employer: {}, policy: { benefitYear: { type: 'fiscal' } } }, 'start'],
    [{ employer: {}, policy: { waitDays: 3 } }, 'waitDays'],
  ] as const) {
    const reply = service.send('employer.set', bad);
    expect(reply).toMatchObject({ ok: false, error: { name: 'invalid-payload' } });
    expect(JSON.stringify(reply)).toContain(word);
  }
  expect(service.send('employer.get', {})).toMatchObject({ payload: { configured: false } });
});

test('an assumed hire date moves back with earlier shifts and gives way to a stated one', () => {
  const service = host();
  const get = () => service.send('employee.get', { id: 'e/1' });
  service.send('employee.first-seen', { employees: [{ id: 'e/1', name: 'Ada', hireDate: '2026-03-02' }] });
  expect(get()).toMatchObject({ payload: { hireDate: '2026-03-02', hireDateAssumed: true, name: 'Ada' } });
  service.send('employee.first-seen', { employees: [{ id: 'e/1', hireDate: '2026-02-01' }] });
  service.send('employee.first-seen', { employees: [{ id: 'e/1', hireDate: '2026-05-01' }] });
  expect(get()).toMatchObject({ payload: { hireDate: '2026-02-01', hireDateAssumed: true } });
  expect(service.send('employee.upsert', { employees: [{ id: 'e/1', flsa: 'exempt' }] })).toEqual({
    ok: true,
    payload: { created: 0, updated: 1 },
  });
  expect(get()).toMatchObject({ payload: { hireDateAssumed: true, flsa: 'exempt' } });
  service.send('employee.upsert', { employees: [{ id: 'e/1', hireDate: '2025-06-01' }] });
  service.send('employee.first-seen', { employees: [{ id: 'e/1', hireDate: '2024-01-01' }] });
  expect(get()).toEqual({ ok: true, payload: { id: 'e/1', name: 'Ada', hireDate: '2025-06-01', flsa: 'exempt' } });
});

test('the list comes in pages', () => {
  const service = host();
  service.send('employee.upsert', { employees: Array.from({ length: 25 }, (_, i) => ({ id: `e${i}` })) });
  const ids: string[] = [];
  for (let after: string | undefined; ;) {
    const reply = service.send('employee.list', { limit: 10, ...(after === undefined ? {} : { after }) }) as {
      payload: { employees: { id: string }[]; next?: string };
    };
    ids.push(...reply.payload.employees.map(({ id }) => id));
    if (reply.payload.next === undefined) break;
    after = reply.payload.next;
  }
  expect(ids).toHaveLength(25);
  expect(new Set(ids).size).toBe(25);
  expect(service.send('employee.get', { id: 'nobody' })).toMatchObject({ ok: false, error: { name: 'not-found' } });
});

test('W8: every change of a record makes a new revision of the list, and nothing else does; the list knows how many there are', () => {
  const service = host();
  const revision = () => (service.send('employee.list', {}) as { payload: { revision: number } }).payload.revision;
  const seen = { employees: [{ id: 'a', name: 'Ada', hireDate: '2026-03-02' }] };
  const changes: [string, object][] = [
    ['employee.upsert', { employees: [{ id: 'b' }, { id: 'c' }] }],
    ['employee.first-seen', seen],
    ['employee.separate', { id: 'a', date: '2026-04-01' }],
    ['employee.rehire', { id: 'a', date: '2026-05-01' }],
    ['employer.set', { employer: { size: 'small' }, policy: {} }],
  ];
  for (const [opcode, payload] of changes) {
    const before = revision();
    expect(service.send(opcode, payload)).toMatchObject({ ok: true });
    expect(revision()).toBe(before + 1);
  }
  const last = revision();
  service.send('employee.first-seen', { employees: [{ id: 'a', hireDate: '2026-06-01' }] });
  service.send('employee.upsert', { employees: [] });
  service.send('employer.set', { employer: { size: 'huge' }, policy: {} });
  expect(revision()).toBe(last);
  expect(service.send('employee.list', { limit: 1 })).toMatchObject({ payload: { total: 3 } });
});

test('a list states last days of work; one before the hire is refused with the whole list', () => {
  const service = host();
  service.send('employee.first-seen', { employees: [{ id: 'c', hireDate: '2026-01-05' }] });
  const list = [
    { id: 'a', hireDate: '2025-03-03', separationDate: '2026-06-30' },
    { id: 'c', separationDate: '2025-12-31' },
  ];
  expect(service.send('employee.upsert', { employees: list })).toMatchObject({ ok: true });
  expect(service.send('employee.get', { id: 'a' })).toEqual({ ok: true, payload: list[0] });
  expect(service.send('employee.get', { id: 'c' })).toMatchObject({ payload: { separationDate: '2025-12-31' } });
  const wrong = [{ id: 'b' }, { id: 'a', separationDate: '2025-03-02' }];
  expect(service.send('employee.upsert', { employees: wrong })).toMatchObject({
    ok: false,
    error: { name: 'invalid-payload', message: expect.stringMatching(/a was hired on 2025-03-03/) },
  });
  expect(service.send('employee.get', { id: 'b' })).toMatchObject({ ok: false, error: { name: 'not-found' } });
});

test('a separation and a rehire keep the employment before; what cannot be is refused and changes nothing', () => {
  const service = host();
  service.send('employee.upsert', { employees: [{ id: 'a', hireDate: '2025-03-03' }] });
  expect(service.send('employee.rehire', { id: 'a', date: '2025-09-01' })).toMatchObject({
    ok: false,
    error: { name: 'state-refused' },
  });
  expect(service.send('employee.separate', { id: 'a', date: '2025-03-02' })).toMatchObject({
    ok: false,
    error: { name: 'invalid-payload' },
  });
  expect(service.send('employee.separate', { id: 'b', date: '2025-07-01' })).toMatchObject({
    ok: false,
    error: { name: 'not-found' },
  });
  service.send('employee.separate', { id: 'a', date: '2025-07-02', paidOut: true });
  service.send('employee.separate', { id: 'a', date: '2025-07-01' });
  expect(service.send('employee.rehire', { id: 'a', date: '2025-07-01' })).toMatchObject({
    ok: false,
    error: { name: 'invalid-payload' },
  });
  const rehired = {
    id: 'a',
    hireDate: '2025-08-15',
    earlierEmployments: [{ hireDate: '2025-03-03', separationDate: '2025-07-01' }],
  };
  expect(service.send('employee.rehire', { id: 'a', date: '2025-08-15' })).toEqual({ ok: true, payload: rehired });
  service.send('employee.upsert', { employees: [{ id: 'a', name: 'Ada' }] });
  expect(service.send('employee.get', { id: 'a' })).toEqual({ ok: true, payload: { ...rehired, name: 'Ada' } });
});
