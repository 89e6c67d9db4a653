import { testService } from '@esta-logic/service-sdk';
import { add, parseRational, toFraction, ZERO, type Rational } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import capabilities from '../capabilities.json' with { type: 'json' };
import service_ from '../index.ts';
import manifest from '../manifest.ts';

const host = () => testService(service_, { manifest, capabilities });
const facts = { employer: { size: 'large' }, policy: { method: 'accrual', benefitYear: { type: 'calendar' } } };
const ada = { id: 'ada', hireDate: '2025-03-03', flsa: 'nonexempt' };

test('published hours come to an exact balance; staged ones to nothing', () => {
  const service = host();
  const ask = () => service.send('accrual.balances', { ...facts, employees: [ada], asOf: '2026-03-31' });
  service.send('accrual.hours.stage', {
    importId: 'i',
    part: 0,
    entries: [{ employee: 'ada', work: [['2026-01-05', '77/2']], use: [] }],
  });
  expect(ask()).toMatchObject({ payload: { balances: [{ employee: 'ada', hoursWorked: '0', available: '0' }] } });
  expect(service.send('accrual.hours.publish', { importId: 'i', parts: 1 })).toEqual({
    ok: true,
    payload: { entries: 1 },
  });
  expect(ask()).toMatchObject({
    payload: {
      balances: [
        {
          hoursWorked: '77/2',
          accrued: '77/60',
          carriedIn: '0',
          used: '0',
          available: '77/60',
          usableFrom: '2025-03-03',
        },
      ],
    },
  });
  expect(service.state('accrual-engine.staged').size).toBe(0);
});

test('a published report raises the revision that pages of balances carry; a staged or refused one does not', () => {
  const service = host();
  const revision = () =>
    (
      service.send('accrual.balances', { ...facts, employees: [ada], asOf: '2026-03-31' }) as {
        payload: { revision: number };
      }
    ).payload.revision;
  const report = (importId: string, parts: number) => {
    service.send('accrual.hours.stage', {
      importId,
      part: 0,
      entries: [{ employee: 'ada', work: [['2026-01-05', '8']], use: [] }],
    });
    const staged = revision();
    service.send('accrual.hours.publish', { importId, parts });
    return [staged, revision()];
  };
  expect([report('a', 1), report('b', 2), report('c', 1)]).toEqual([
    [0, 1],
    [1, 1],
    [1, 2],
  ]);
});

test('in whatever order a part states its fields, it is the same part', () => {
  const service = host();
  const entries = [{ employee: 'ada', work: [['2026-01-05', '8']], use: [] }];
  service.send('accrual.hours.stage', { importId: 'i', part: 0, entries });
  service.send('accrual.hours.stage', { entries, part: 1, importId: 'i' });
  expect([...service.state('accrual-engine.staged').keys()]).toEqual(['i/0000', 'i/0001']);
  expect(service.send('accrual.hours.publish', { importId: 'i', parts: 2 })).toMatchObject({ payload: { entries: 2 } });
});

test('a part that is missing refuses the whole report', () => {
  const service = host();
  service.send('accrual.hours.stage', {
    importId: 'i',
    part: 0,
    entries: [{ employee: 'ada', work: [['2026-01-05', '8']], use: [] }],
  });
  expect(service.send('accrual.hours.publish', { importId: 'i', parts: 2 })).toMatchObject({
    ok: false,
    error: { name: 'not-found' },
  });
  expect(service.state('accrual-engine.hours').size).toBe(0);
});

test('leave of an earlier year is carried in, use takes away, and a series ends on its last day', () => {
  const service = host();
  const work: [string, string][] = Array.from({ length: 40 }, (_, i) => [
    `2025-${String(4 + (i % 8)).padStart(2, '0')}-10`,
    '30',
  ]);
  service.send('accrual.hours.stage', {
    importId: 'i',
    part: 0,
    entries: [{ employee: 'ada', work, use: [['2026-02-02', '8']] }],
  });
  service.send('accrual.hours.publish', { importId: 'i', parts: 1 });
  expect(service.send('accrual.balances', { ...facts, employees: [ada], asOf: '2026-02-28' })).toMatchObject({
    payload: { balances: [{ carriedIn: '40', used: '8', available: '32', useCap: '72' }] },
  });
  const reply = service.send('accrual.series', {
    ...facts,
    employee: ada,
    from: '2026-01-01',
    to: '2026-02-28',
    step: 'week',
  }) as { payload: { points: { date: string; available: string }[]; useCap: string | null } };
  expect(reply.payload.useCap).toBe('72');
  expect(reply.payload.points[0]).toMatchObject({ date: '2026-01-01', available: '40' });
  expect(reply.payload.points.at(-1)).toMatchObject({ date: '2026-02-28', available: '32' });
});

test('in however many reports and orders hours arrive, their sum is the same', () => {
  const day = fc
    .tuple(fc.integer({ min: 1, max: 28 }), fc.constantFrom('8', '15/2', '25/3'))
    .map(([date, hours]): [string, string] => [`2026-01-${String(date).padStart(2, '0')}`, hours]);
  fc.assert(
    fc.property(fc.array(fc.array(day, { maxLength: 8 }), { minLength: 1, maxLength: 5 }), (reports) => {
      const service = host();
      for (const [i, work] of reports.entries()) {
        service.send('accrual.hours.stage', {
          importId: `i${i}`,
          part: 0,
          entries: [{ employee: 'ada', work, use: [] }],
        });
        service.send('accrual.hours.publish', { importId: `i${i}`, parts: 1 });
      }
      const sum = reports.flat().reduce((total: Rational, [, hours]) => add(total, parseRational(hours)!), ZERO);
      expect(service.send('accrual.balances', { ...facts, employees: [ada], asOf: '2026-12-31' })).toMatchObject({
        payload: { balances: [{ hoursWorked: toFraction(sum) }] },
      });
    }),
    { numRuns: 50 },
  );
});

test('accrual.calculate decides stated events with its reasons', () => {
  const given = {
    ...facts,
    employee: ada,
    events: [{ type: 'work', weekOf: '2025-03-03', hours: '38.5', repeatWeeks: 10 }],
    asOf: '2025-05-11',
  };
  expect(host().send('accrual.calculate', given)).toMatchObject({
    ok: true,
    payload: { result: { countedHours: '385', accruedHours: '77/6' } },
  });
  expect(host().send('accrual.calculate', { ...given, pack: 'us-co-hfwa-2022' })).toMatchObject({
    payload: { pack: expect.stringMatching(/^us-co-hfwa-2022@/) },
  });
  expect(host().send('accrual.calculate', { ...given, pack: 'us-xx' })).toMatchObject({
    ok: false,
    error: { name: 'invalid-payload', message: expect.stringContaining('no released rule pack "us-xx"') },
  });
  expect(host().send('accrual.calculate', { ...given, events: [{ type: 'work', hours: 'many' }] })).toMatchObject({
    ok: false,
    error: { name: 'invalid-payload' },
  });
});

test('the ledger writes each entry with its citation, and its balance runs to the one that balances tells, page by page', () => {
  const service = host();
  const work: [string, string][] = Array.from({ length: 24 }, (_, i) => [
    `2025-${String(4 + (i % 8)).padStart(2, '0')}-1${i % 3}`,
    '77/6',
  ]);
  service.send('accrual.hours.stage', {
    importId: 'i',
    part: 0,
    entries: [{ employee: 'ada', work, use: [['2026-02-02', '8']] }],
  });
  service.send('accrual.hours.publish', { importId: 'i', parts: 1 });
  const query = { ...facts, employee: ada, asOf: '2026-02-28' };
  const ask = (opcode: string, payload: object) => {
    const reply = service.send(opcode, payload);
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.payload;
  };
  const whole = ask('accrual.ledger', query);
  expect(whole.entries.at(-1)).toMatchObject({
    date: '2026-02-02',
    kind: 'use',
    hours: '-8',
    year: '2026',
    cause: 'taken',
    citation: 'MCL 408.963',
    pack: expect.stringMatching(/^us-mi-esta-2025@1\.0\.0\+blake3\.[0-9a-f]{16}$/),
  });
  const { available } = ask('accrual.balances', { ...facts, employees: [ada], asOf: '2026-02-28' }).balances[0];
  expect(whole.entries.at(-1).balance).toBe(available);
  expect(whole.years).toMatchObject([
    { year: '2025', carriedOut: '154/15', forfeited: '0' },
    { year: '2026', carriedIn: '154/15', carriedOut: null },
  ]);
  const pages: unknown[] = [];
  for (let after: number | undefined = 0; after !== undefined;) {
    const page: { entries: unknown[]; next?: number } = ask('accrual.ledger', { ...query, after, limit: 10 });
    pages.push(...page.entries);
    after = page.next;
  }
  expect(pages).toEqual(whole.entries);
  expect(ask('accrual.ledger', { ...query, from: '2026-01-01' }).entries).toHaveLength(2);
});

test('a projection works the days to come like the last weeks, and is the actual balance once they were worked like that', () => {
  const report = (work: [string, string][]) => {
    const service = host();
    service.send('accrual.hours.stage', { importId: 'i', part: 0, entries: [{ employee: 'ada', work, use: [] }] });
    service.send('accrual.hours.publish', { importId: 'i', parts: 1 });
    return (more: object) =>
      service.send('accrual.balances', { ...facts, employees: [ada], asOf: '2026-07-01', ...more });
  };
  const weekdays = (from: number, to: number): [string, string][] =>
    Array.from({ length: to - from }, (_, i) => new Date(Date.UTC(2026, 0, 5 + from + i)))
      .filter((date) => ![0, 6].includes(date.getUTCDay()))
      .map((date) => [date.toISOString().slice(0, 10), '77/10']);
  const known = report(weekdays(0, 70));
  const projected = known({ project: true }) as { payload: { balances: { available: string; projection: object }[] } };
  expect(projected.payload.balances[0]!.projection).toEqual({
    from: '2026-03-14',
    weekHours: '77/2',
    workdays: [1, 2, 3, 4, 5],
  });
  expect(projected).toMatchObject({
    payload: {
      balances: [{ available: (report(weekdays(0, 178))({}) as typeof projected).payload.balances[0]!.available }],
    },
  });
  expect(known({})).not.toMatchObject({ payload: { balances: [{ projection: {} }] } });
  expect(known({ project: true, asOf: '2026-03-01' })).toEqual(known({ asOf: '2026-03-01' }));
});

test('a closed year keeps what it was closed with; what comes later is posted on the day it came', () => {
  let now = Date.UTC(2026, 0, 20);
  const service = testService(service_, { manifest, capabilities, now: () => now });
  const report = (importId: string, work: [string, string][]) => {
    service.send('accrual.hours.stage', { importId, part: 0, entries: [{ employee: 'ada', work, use: [] }] });
    service.send('accrual.hours.publish', { importId, parts: 1 });
  };
  const query = { ...facts, employees: [ada], through: '2025-12-31' };
  report('i', [['2025-11-03', '60']]);
  const line = { employee: 'ada', year: '2025', accrued: '2', carried: '2', forfeited: '0' };
  expect(service.send('accrual.yearend.preview', query)).toMatchObject({
    payload: { lines: [{ ...line, closedOn: null }] },
  });
  expect(service.send('accrual.yearend.close', { ...query, through: '2026-01-20' })).toMatchObject({
    ok: false,
    error: { name: 'invalid-payload' },
  });
  expect(service.send('accrual.yearend.close', query)).toMatchObject({
    payload: { lines: [{ ...line, closedOn: '2026-01-20' }] },
  });
  expect(service.audit).toEqual([{ record: 'accrual.yearend', through: '2025-12-31', employees: ['ada'] }]);
  now = Date.UTC(2026, 1, 10, 12);
  report('j', [
    ['2025-11-04', '30'],
    ['2026-01-05', '30'],
  ]);
  expect(service.send('accrual.yearend.close', query)).toMatchObject({
    payload: { lines: [{ ...line, closedOn: '2026-01-20' }] },
  });
  expect(service.audit).toHaveLength(1);
  expect(service.send('accrual.ledger', { ...facts, employee: ada, asOf: '2026-02-28' })).toMatchObject({
    payload: {
      entries: [
        { date: '2025-11-03', hours: '2', source: 'i' },
        { date: '2026-01-01', kind: 'carryover', hours: '2' },
        { date: '2026-01-05', hours: '1', source: 'j' },
        {
          date: '2026-02-10',
          kind: 'adjustment',
          hours: '1',
          cause: 'correction of days up to 2025-12-31',
          balance: '4',
        },
      ],
    },
  });
  expect(service.send('accrual.balances', { ...facts, employees: [ada], asOf: '2026-02-28' })).toMatchObject({
    payload: { balances: [{ available: '4' }] },
  });
});
