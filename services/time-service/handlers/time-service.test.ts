import { testService, type TestHost } from '@esta-logic/service-sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import capabilities from '../capabilities.json' with { type: 'json' };
import service from '../index.ts';
import manifest from '../manifest.ts';

const host = () => testService(service, { manifest, capabilities });
const row = (employee: string, date: string, hours = '8', kind: 'work' | 'use' = 'work', n = 1) => ({
  employee,
  date,
  hours,
  kind,
  key: `${employee}/${date}/${kind}/${hours}/${n}`,
});
type Row = ReturnType<typeof row>;

function importRows(service: TestHost, importId: string, parts: readonly (readonly Row[])[]) {
  for (const [part, rows] of parts.entries()) service.send('time.import.stage', { importId, part, rows });
  return service.send('time.import.commit', { importId, parts: parts.length });
}

test('nothing of an import is visible before its commit; then all of it is', () => {
  const service = host();
  service.send('time.import.stage', { importId: 'i1', part: 0, rows: [row('a', '2026-01-05')] });
  expect(service.send('time.shifts', { employee: 'a' })).toMatchObject({ payload: { shifts: [] } });
  expect(service.outbox).toEqual([]);
  expect(service.send('time.import.commit', { importId: 'i1', parts: 1 })).toEqual({
    ok: true,
    payload: { shifts: 1, uses: 0, duplicates: 0, employees: 1 },
  });
  expect(service.send('time.shifts', { employee: 'a' })).toMatchObject({
    payload: { shifts: [{ date: '2026-01-05', hours: '8', kind: 'work' }] },
  });
  expect(service.outbox.map((message) => (message as { opcode: string }).opcode)).toEqual([
    'accrual.hours.stage',
    'employee.first-seen',
    'accrual.hours.publish',
  ]);
  expect(service.state('time-service.staged').size).toBe(0);
});

test('in whatever order a part states its fields, it is the same part', () => {
  const service = host();
  service.send('time.import.stage', { importId: 'i1', part: 0, rows: [row('a', '2026-01-05')] });
  service.send('time.import.stage', { rows: [row('b', '2026-01-05')], part: 1, importId: 'i1' });
  expect([...service.state('time-service.staged').keys()]).toEqual(['i1/0000', 'i1/0001']);
  expect(service.send('time.import.commit', { importId: 'i1', parts: 2 })).toMatchObject({ payload: { shifts: 2 } });
});

test('a missing part refuses the whole import and leaves it as it was', () => {
  const service = host();
  service.send('time.import.stage', { importId: 'i1', part: 0, rows: [row('a', '2026-01-05')] });
  expect(service.send('time.import.commit', { importId: 'i1', parts: 2 })).toMatchObject({
    ok: false,
    error: { name: 'not-found' },
  });
  expect(service.send('time.shifts', { employee: 'a' })).toMatchObject({ payload: { shifts: [] } });
  expect(service.state('time-service.staged').size).toBe(1);
  expect(service.send('time.import.discard', { importId: 'i1' })).toEqual({ ok: true, payload: { discarded: 1 } });
  expect(service.state('time-service.staged').size).toBe(0);
});

test('importing the same rows again changes nothing and tells nobody', () => {
  const service = host();
  const rows = [row('a', '2026-01-05'), row('a', '2026-01-05', '8', 'work', 2), row('b', '2026-02-01', '4', 'use')];
  expect(importRows(service, 'i1', [rows])).toMatchObject({ payload: { shifts: 2, uses: 1, duplicates: 0 } });
  const told = service.outbox.length;
  expect(importRows(service, 'i2', [rows])).toMatchObject({ payload: { shifts: 0, uses: 0, duplicates: 3 } });
  expect(service.outbox.length).toBe(told);
});

test('however rows are cut into parts and repeated, each is kept once and accrual is told the same', () => {
  const rowArbitrary = fc
    .record({
      employee: fc.constantFrom('a', 'b/ü', 'c'),
      day: fc.integer({ min: 1, max: 28 }),
      month: fc.constantFrom('01', '02'),
      n: fc.integer({ min: 1, max: 2 }),
    })
    .map(({ employee, day, month, n }) =>
      row(employee, `2026-${month}-${String(day).padStart(2, '0')}`, '7.5', 'work', n),
    );
  fc.assert(
    fc.property(fc.array(fc.array(rowArbitrary, { maxLength: 12 }), { minLength: 1, maxLength: 4 }), (parts) => {
      const service = host();
      const unique = new Set(parts.flat().map(({ key }) => key)).size;
      const reply = importRows(service, 'i', parts) as { payload: { shifts: number; duplicates: number } };
      expect(reply.payload.shifts).toBe(unique);
      expect(reply.payload.duplicates).toBe(parts.flat().length - unique);
      const told = service.outbox.flatMap((message) => {
        const { payload } = message as { payload: { entries?: { work: unknown[] }[] } };
        return (payload.entries ?? []).flatMap(({ work }) => work);
      });
      expect(told.length).toBe(unique);
    }),
    { numRuns: 50 },
  );
});

test('the headcount counts people per week and weeks at the threshold per year', () => {
  const service = host();
  const everyone = Array.from({ length: 11 }, (_, i) => `e${i}`);
  importRows(service, 'i1', [
    [
      ...everyone.map((employee) => row(employee, '2025-12-29')),
      ...everyone.map((employee) => row(employee, '2026-01-07')),
      row('e1', '2026-01-12'),
    ],
  ]);
  expect(service.send('time.headcount', { threshold: 11 })).toEqual({
    ok: true,
    payload: {
      latest: 1,
      latestWeekOf: '2026-01-12',
      weeksAtThreshold: { 2025: 1, 2026: 1 },
      weeksOnRecord: { 2025: 1, 2026: 2 },
      weeksReachedOn: {},
    },
  });
  expect(service.send('time.headcount', { threshold: 11, weeks: 1 })).toMatchObject({
    payload: { weeksReachedOn: { 2025: '2025-12-29', 2026: '2026-01-05' } },
  });
  expect(service.send('time.headcount', { threshold: 11, asOf: '2026-01-09' })).toMatchObject({
    payload: { latest: 11 },
  });
});

test('an employee is reported again only when an earlier day turns up', () => {
  const service = host();
  const seen = () =>
    service.outbox.filter((message) => (message as { opcode: string }).opcode === 'employee.first-seen').length;
  importRows(service, 'i1', [[row('a', '2026-02-02')]]);
  importRows(service, 'i2', [[row('a', '2026-03-02')]]);
  expect(seen()).toBe(1);
  importRows(service, 'i3', [[row('a', '2026-01-05')]]);
  expect(seen()).toBe(2);
});
