import { caseTable, decide, expandDecisions, michigan2025, type DecisionTable } from '@esta-logic/compliance-rules';
import { testService } from '@esta-logic/service-sdk';
import { expect, test } from 'vitest';
import capabilities from '../capabilities.json' with { type: 'json' };
import service from '../index.ts';
import manifest from '../manifest.ts';

type Answer = (payload: never) => unknown;

/** A compliance engine whose neighbours answer as told. */
function host(answers: Readonly<Record<string, Answer>>) {
  const asked: { opcode: string; payload: unknown }[] = [];
  const answer = (opcode: string, payload: unknown): unknown => {
    asked.push({ opcode, payload });
    return answers[opcode]!(payload as never);
  };
  return {
    asked,
    ...testService(service, {
      manifest,
      capabilities,
      answers: { 'employee-service': answer, 'time-service': answer, 'accrual-engine': answer },
    }),
  };
}

const people = [{ id: 'ada', name: 'Ada', hireDate: '2025-03-03', hireDateAssumed: true }];
const neighbours = (employer: object, headcount: object = {}) => ({
  'employer.get': () => ({ employer, policy: { method: 'accrual' }, configured: false }),
  'employee.list': () => ({ employees: people }),
  'employee.get': () => people[0],
  'time.headcount': () => headcount,
  'accrual.balances': () => ({ balances: [{ employee: 'ada', available: '5' }], warnings: ['w'] }),
  'accrual.series': () => ({ employee: 'ada', points: [], useCap: '40' }),
});

test('a balance joins what the neighbours know, and a stated size is not asked for', () => {
  const service = host(neighbours({ size: 'small' }));
  expect(service.send('compliance.balances', { asOf: '2026-06-30' })).toMatchObject({
    ok: true,
    payload: {
      asOf: '2026-06-30',
      employer: { size: 'small', useCapHours: '40', sizeFromTimesheets: false },
      balances: [{ employee: 'ada', name: 'Ada', available: '5', hireDateAssumed: true }],
      warnings: ['w'],
    },
  });
  expect(service.asked.map(({ opcode }) => opcode)).toEqual(['employer.get', 'employee.list', 'accrual.balances']);
});

test('a balance after the last day of work names it, also where the next employment is known already', () => {
  const left = (employee: object, asOf: string): unknown => {
    const someone = { id: 'ada', hireDate: '2025-03-03', ...employee };
    const answers = { ...neighbours({ size: 'small' }), 'employee.list': () => ({ employees: [someone] }) };
    const { payload } = host(answers).send('compliance.balances', { asOf }) as {
      payload: { balances: { separationDate?: string }[] };
    };
    return payload.balances[0]?.separationDate;
  };
  expect(left({ separationDate: '2026-05-29' }, '2026-05-29')).toBeUndefined();
  expect(left({ separationDate: '2026-05-29' }, '2026-05-30')).toBe('2026-05-29');
  const again = {
    hireDate: '2026-07-06',
    earlierEmployments: [{ hireDate: '2025-03-03', separationDate: '2026-05-29' }],
  };
  expect([left(again, '2026-06-30'), left(again, '2026-07-06')]).toEqual(['2026-05-29', undefined]);
});

test('the timesheets tell the size: by headcount at first, by the 20 weeks once they are on record', () => {
  const size = (headcount: object) =>
    (
      host(neighbours({}, { weeksOnRecord: {}, weeksReachedOn: {}, ...headcount })).send('compliance.balances', {
        asOf: '2026-06-30',
      }) as { payload: { employer: { size: string } } }
    ).payload.employer.size;
  expect(size({ latest: 10, weeksAtThreshold: { 2026: 0 } })).toBe('small');
  expect(size({ latest: 11, weeksAtThreshold: { 2026: 3 } })).toBe('large');
  expect(size({ latest: 9, weeksAtThreshold: { 2026: 20 } })).toBe('large');
  expect(size({ latest: 9, weeksAtThreshold: { 2025: 20 } })).toBe('large');
});

test('accrual is asked of accrual-engine, other questions are decided here, unknown ones are refused by name', () => {
  const service = host({ 'accrual.calculate': () => ({ result: { accruedHours: '1' } }) });
  expect(service.send('compliance.decide', { question: 'accrual', given: {} })).toMatchObject({
    payload: { result: { accruedHours: '1' } },
  });
  const given = {
    employer: { size: 'large' },
    policy: { waitingDays: 120 },
    employee: { hireDate: '2025-02-21' },
    probeDates: ['2025-06-01', '2025-06-21'],
  };
  expect(service.send('compliance.decide', { question: 'waiting', given })).toMatchObject({
    payload: { result: { firstUseDate: '2025-06-21' } },
  });
  expect(service.send('compliance.decide', { question: 'weather', given: {} })).toMatchObject({
    ok: false,
    error: { name: 'unsupported-question' },
  });
  expect(
    service.send('compliance.decide', { question: 'waiting', given: { employee: { hireDate: 'soon' } } }),
  ).toMatchObject({ ok: false, error: { name: 'invalid-payload' } });
});

test("a neighbour's refusal is passed on with its own code", () => {
  const service = host({
    ...neighbours({ size: 'small' }),
    'employee.get': () => {
      throw Object.assign(new Error('There is no employee "x".'), { code: 1013 });
    },
  });
  expect(service.send('compliance.balances', { asOf: '2026-06-30', employee: 'x' })).toMatchObject({ ok: false });
});

test('a series carries the limit on use that accrual-engine applied', () => {
  expect(
    host(neighbours({ size: 'large' })).send('compliance.series', {
      employee: 'ada',
      from: '2026-01-01',
      to: '2026-06-30',
    }),
  ).toMatchObject({ payload: { employee: 'ada', useCap: '40' } });
});

test('a ledger is asked of accrual-engine with the stated facts and comes with the person', () => {
  const service = host({
    ...neighbours({ size: 'large' }),
    'accrual.ledger': () => ({ employee: 'ada', entries: [{ hours: '1' }], years: [], warnings: [], next: 7 }),
  });
  expect(service.send('compliance.ledger', { employee: 'ada', asOf: '2026-06-30', after: 3 })).toEqual({
    ok: true,
    payload: {
      asOf: '2026-06-30',
      name: 'Ada',
      hireDate: '2025-03-03',
      hireDateAssumed: true,
      employee: 'ada',
      entries: [{ hours: '1' }],
      years: [],
      warnings: [],
      next: 7,
    },
  });
  expect(service.asked.at(-1)).toMatchObject({
    opcode: 'accrual.ledger',
    payload: { employee: { id: 'ada' }, after: 3 },
  });
});

test('a larger size begins in the week that reaches it, where the year before certainly stayed below', () => {
  const size = (asOf: string, weeksOnRecord: object) => {
    const headcount = {
      latest: 12,
      weeksAtThreshold: { 2025: 0, 2026: 20 },
      weeksOnRecord,
      weeksReachedOn: { 2026: '2026-05-18' },
    };
    return (
      host(neighbours({}, headcount)).send('compliance.balances', { asOf }) as {
        payload: { employer: { size: string } };
      }
    ).payload.employer.size;
  };
  expect(size('2026-05-17', { 2025: 50 })).toBe('small');
  expect(size('2026-05-18', { 2025: 50 })).toBe('large');
  expect(size('2026-05-17', { 2025: 8 })).toBe('large');
});

test('obligations name the employer once and its people page by page', () => {
  const page = { employees: people, revision: 7, next: 'ada' };
  const service = host({
    ...neighbours({ size: 'large' }, { latest: 12, weeksAtThreshold: {}, weeksOnRecord: {}, weeksReachedOn: {} }),
    'employee.list': ({ after }: { after?: string }) =>
      after === undefined ? page : { employees: [{ id: 'bo', hireDate: '2025-06-02' }] },
  });
  const span = { from: '2025-01-01', to: '2025-12-31' };
  const first = service.send('compliance.obligations', span) as {
    payload: { obligations: { kind: string }[]; next?: string };
  };
  expect(first.payload).toMatchObject({ ...span, next: 'ada', revision: 7, headcount: { latest: 12 } });
  expect(first.payload.obligations.map(({ kind }) => kind)).toEqual([
    'dutyStarts',
    'minimumWage',
    'poster',
    'writtenNotice',
    'yearEnd',
  ]);
  const second = service.send('compliance.obligations', { ...span, after: 'ada', language: 'es' });
  expect(second).toMatchObject({
    payload: { obligations: [{ kind: 'writtenNotice', employee: 'bo', date: '2025-06-02', citation: 'MCL 408.968' }] },
  });
  expect(service.send('compliance.obligations', { from: '2025-12-31', to: '2025-01-01' })).toMatchObject({
    ok: false,
    error: { name: 'invalid-payload' },
  });
});

test('a year end goes through the people page by page, as a preview or for good', () => {
  const lines = { lines: [{ employee: 'ada', year: '2025', carried: '2', closedOn: null }], warnings: [] };
  const service = host({
    ...neighbours({ size: 'large' }),
    'employee.list': () => ({ employees: people, next: 'ada' }),
    'accrual.yearend.preview': () => lines,
    'accrual.yearend.close': () => lines,
  });
  const reply = {
    ok: true,
    payload: {
      through: '2025-12-31',
      lines: [{ name: 'Ada', employee: 'ada', year: '2025', carried: '2', closedOn: null }],
      asked: 1,
      warnings: [],
      next: 'ada',
    },
  };
  expect(service.send('compliance.yearend.preview', { through: '2025-12-31', project: true })).toEqual(reply);
  expect(service.send('compliance.yearend.run', { through: '2025-12-31' })).toEqual(reply);
  expect(service.asked.filter(({ opcode }) => opcode.startsWith('accrual.')).map(({ opcode }) => opcode)).toEqual([
    'accrual.yearend.preview',
    'accrual.yearend.close',
  ]);
});

test('many cases are decided in one message, with their refusals in their places; accrual is still accrual-engine’s', () => {
  const service = host({ 'accrual.calculate': () => ({ ok: true, result: { accruedHours: '1' } }) });
  const shared = { employer: { size: 'large' }, policy: { waitingDays: 120 } };
  const cases = [{ employee: { hireDate: '2025-02-21' } }, { employee: { hireDate: 'soon' } }];
  expect(service.send('compliance.decide-many', { question: 'waiting', shared, cases })).toMatchObject({
    payload: {
      decisions: [
        { ok: true, result: { firstUseDate: '2025-06-21' } },
        { ok: false, code: 'bad-given' },
      ],
    },
  });
  expect(service.send('compliance.decide-many', { question: 'accrual', shared, cases: [{}] })).toMatchObject({
    payload: { decisions: [{ result: { accruedHours: '1' } }] },
  });
  expect(service.send('compliance.decide-many', { question: 'weather', shared, cases })).toMatchObject({
    ok: false,
    error: { name: 'unsupported-question' },
  });
});

test('while the weeks cannot be enough, a full house does not make a small employer large', () => {
  const size = (asOf: string, weeksOnRecord: object) => {
    const headcount = { latest: 12, weeksAtThreshold: { 2025: 0, 2026: 13 }, weeksOnRecord, weeksReachedOn: {} };
    return (
      host(neighbours({}, headcount)).send('compliance.balances', { asOf }) as {
        payload: { employer: { size: string } };
      }
    ).payload.employer.size;
  };
  expect(size('2026-04-01', { 2025: 50, 2026: 13 })).toBe('small');
  expect(size('2026-04-01', { 2025: 8, 2026: 13 })).toBe('large');
  expect(size('2026-11-01', { 2025: 50, 2026: 13 })).toBe('large');
  const { asked, send } = host(
    neighbours(
      {},
      {
        latest: 12,
        weeksAtThreshold: { 2025: 0, 2026: 13 },
        weeksOnRecord: { 2025: 50, 2026: 13 },
        weeksReachedOn: {},
      },
    ),
  );
  send('compliance.balances', { asOf: '2026-04-01' });
  expect(asked.at(-1)).toMatchObject({ payload: { employer: { weeksWith11OrMore: { 2024: 53, 2025: 0, 2026: 13 } } } });
});

test('packs are listed with their hashes, the one in use first', () => {
  const { packs } = (host({}).send('compliance.packs', {}) as { payload: { packs: { id: string; inUse: boolean }[] } })
    .payload;
  expect(packs.filter(({ inUse }) => inUse)).toEqual([packs[0]]);
  expect(packs[0]).toMatchObject({ id: 'us-mi-esta-2025', status: 'released', effectiveFrom: '2025-02-21' });
  expect(packs[0]).toHaveProperty(['rules', 'accrual.rate', 'text', 'es'], expect.stringMatching(/^Se acumula/));
  expect(packs[1]).not.toHaveProperty('rules');
  expect(packs).toContainEqual(
    expect.objectContaining({ id: 'us-wa-psl-2018', status: 'released', inUse: false, decides: true }),
  );
  expect(packs).toContainEqual(expect.objectContaining({ status: 'draft', decides: false }));
});

test('sentences and warnings come in the language that was asked for', () => {
  const given = { employer: { headcount: 12 }, asOf: '2026-01-01' };
  const ask = (more: object) => host({}).send('compliance.decide', { question: 'dutyStart', given, ...more });
  expect(ask({ language: 'es' })).toMatchObject({
    payload: { sentence: expect.stringMatching(/^Un empleador grande debe/) },
  });
  expect(ask({})).toMatchObject({ payload: { sentence: expect.stringMatching(/^A large employer must/) } });
  const service = host(neighbours({ size: 'small' }));
  service.send('compliance.balances', { asOf: '2026-06-30', language: 'es' });
  expect(service.asked.at(-1)).toMatchObject({ opcode: 'accrual.balances', payload: { language: 'es' } });
});

test('a table of cases is decided as each case would be, in English or Spanish', () => {
  const service = host({});
  const rows = [
    ['small', '2025-11-03', '40', '2026-02-02', '8'],
    ['large', '2025-11-03', '40', '2026-01-05', '1'],
    ['large', 'soon', '40', '2026-01-05', '1'],
  ];
  const table = caseTable(
    { policy: { waitingDays: 90 }, events: [{ type: 'work', date: '2025-11-03' }] },
    ['employer.size', 'employee.hireDate', 'events.0.hours', 'request.date', 'request.hours'],
    rows,
  );
  for (const language of ['en', 'es'] as const) {
    const reply = service.send('compliance.decide-table', { question: 'usable', language, ...table });
    if (!reply.ok) throw new Error(reply.error.message);
    const [granted, waits, refused] = expandDecisions(reply.payload as DecisionTable);
    const [size, hireDate, hours, date, requested] = rows[0]!;
    expect(granted).toEqual(
      decide(
        'usable',
        {
          question: 'usable',
          policy: { waitingDays: 90 },
          employer: { size },
          employee: { hireDate },
          events: [{ type: 'work', date: '2025-11-03', hours }],
          request: { date, hours: requested },
        },
        michigan2025,
        { language },
      ),
    );
    expect(waits).toMatchObject({ ok: true, result: { limitedBy: 'waitingPeriod' } });
    expect(refused).toMatchObject({ ok: false, code: 'bad-given' });
  }
  expect(service.send('compliance.decide-table', { question: 'weather', ...table })).toMatchObject({
    error: { name: 'unsupported-question' },
  });
});

test('W17 decisions, many and in tables, come from the released pack that they name; a draft or an unknown one is refused', () => {
  const service = host({ 'accrual.calculate': (payload) => ({ asked: payload }) });
  const from = (opcode: string, payload: object): unknown =>
    (service.send(opcode, payload) as { payload?: unknown }).payload;
  const question = 'usable';
  const pack = 'us-wa-psl-2018';
  const shared = { employer: {}, policy: { method: 'accrual', waitingDays: 120 }, balances: { balanceHours: '10' } };
  const own = { employee: { hireDate: '2026-01-05' }, request: { hours: '8', date: '2026-02-01' } };
  const given = { ...shared, ...own };
  const table = caseTable(
    shared,
    ['employee.hireDate', 'request.hours', 'request.date'],
    [['2026-01-05', '8', '2026-02-01']],
  );
  const decided = from('compliance.decide', { question, given, pack });
  expect(decided).toMatchObject({
    pack: expect.stringMatching(/^us-wa-psl-2018@/),
    result: { limitedBy: 'waitingPeriod' },
  });
  expect(from('compliance.decide-many', { question, shared, cases: [own], pack })).toEqual({ decisions: [decided] });
  const rows = from('compliance.decide-table', { question, ...table, pack }) as DecisionTable;
  expect(expandDecisions(rows)).toEqual([decided]);
  expect(from('compliance.decide', { question: 'accrual', given: {}, pack })).toMatchObject({ asked: { pack } });
  const asked = { 'compliance.decide': { given }, 'compliance.decide-many': { shared, cases: [own] } };
  for (const unknown of ['us-ca-hwhfa-2024', 'us-xx'])
    for (const [opcode, payload] of Object.entries({ ...asked, 'compliance.decide-table': table }))
      expect(service.send(opcode, { question, ...payload, pack: unknown })).toMatchObject({
        ok: false,
        error: { name: 'invalid-payload', message: expect.stringContaining('us-mi-esta-2025, us-wa-psl-2018, us-co') },
      });
});
