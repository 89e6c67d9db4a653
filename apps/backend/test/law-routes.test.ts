import { expect, it } from 'vitest';
import { createJobs } from '../src/deployment/jobs.ts';
import { createMemoryApi } from './memory-api.ts';

it('GET /api/employees/:id/ledger joins the pages of the compliance engine', async () => {
  const { call, kernel } = createMemoryApi();
  kernel.answer('compliance.ledger', ({ employee, asOf, after }) => ({
    asOf,
    employee,
    name: null,
    years: [],
    warnings: [],
    entries: [{ at: after }],
    ...(after === 0 ? { next: 1500 } : {}),
  }));
  const answer = await call('GET', '/api/employees/E%201/ledger?asOf=2026-06-30');
  expect(answer).toEqual({
    status: 200,
    body: {
      asOf: '2026-06-30',
      employee: 'E 1',
      name: null,
      years: [],
      warnings: [],
      entries: [
        { at: 0, receipt: 'm1' },
        { at: 1500, receipt: 'm2' },
      ],
    },
  });
  expect(await call('GET', '/api/employees/E1/ledger?asof=2026-06-30')).toMatchObject({ status: 400 });
});

it('GET /api/balances asks for a projection only when told', async () => {
  const { call, kernel } = createMemoryApi();
  const asked: unknown[] = [];
  kernel.answer(
    'compliance.balances',
    ({ project }) => (asked.push(project), { asOf: '2027-07-01', employer: {}, balances: [] }),
  );
  await call('GET', '/api/balances?asOf=2027-07-01&project=1');
  await call('GET', '/api/balances?asOf=2027-07-01');
  expect(asked).toEqual([true, undefined]);
});

it('GET /api/obligations answers as a list and as a calendar, for a year unless told', async () => {
  const { call, handle, kernel } = createMemoryApi();
  const one = {
    id: 'yearEnd/2026/2026-12-31',
    kind: 'yearEnd',
    date: '2026-12-31',
    rule: 'r',
    citation: 'MCL 408.963',
    sentence: 'The year ends.',
  };
  kernel.answer('compliance.obligations', ({ from, to, after }) => ({
    from,
    to,
    warnings: [],
    obligations: after === undefined ? [one] : [{ ...one, id: 'x', date: '2026-10-01' }],
    ...(after === undefined ? { next: 'a' } : {}),
  }));
  expect(await call('GET', '/api/obligations')).toMatchObject({
    status: 200,
    body: { from: '2026-06-30', to: '2027-06-29', obligations: [{ id: 'x' }, { id: one.id }] },
  });
  const calendar = await handle(
    new Request('http://127.0.0.1:4280/api/obligations?format=ics', { headers: { 'x-esta-client': '1' } }),
  );
  expect(calendar.headers.get('content-type')).toContain('text/calendar');
  expect(await calendar.text()).toContain('DTSTART;VALUE=DATE:20261231');
  expect(await call('GET', '/api/obligations?from=2027-01-01&to=2026-01-01')).toMatchObject({ status: 400 });
});

it('W8: obligations of all pages come from the same records and headcount, with the warnings of each', async () => {
  const { call, kernel } = createMemoryApi();
  const stamps: readonly (readonly [revision: number, latest: number])[] = [
    [1, 9],
    [2, 9],
    [2, 9],
    [2, 10],
    [3, 10],
    [3, 10],
  ];
  let asked = 0;
  kernel.answer('compliance.obligations', ({ from, to, after }) => {
    const [revision, latest] = stamps[asked]!;
    asked += 1;
    const page = { from, to, obligations: [{ id: `${asked}`, date: '2026-10-01' }], revision, headcount: { latest } };
    return after === undefined ? { ...page, warnings: ['first'], next: 'a' } : { ...page, warnings: ['first', 'last'] };
  });
  const { body } = await call('GET', '/api/obligations');
  expect(body).toEqual({
    from: '2026-06-30',
    to: '2027-06-29',
    obligations: [
      { id: '5', date: '2026-10-01' },
      { id: '6', date: '2026-10-01' },
    ],
    warnings: ['first', 'last'],
  });
});

it('GET /api/employees/:id/statement gives a file with the receipt of its last page', async () => {
  const { handle, kernel } = createMemoryApi();
  const entry = {
    date: '2026-01-05',
    year: '2026',
    kind: 'accrual',
    hours: '4/15',
    balance: '4/15',
    cause: 'worked',
    counted: '8',
    rule: 'accrual.rate',
    citation: 'MCL 408.963',
    pack: 'p@1',
  };
  kernel.answer('compliance.ledger', () => ({ name: 'Ada', entries: [entry] }));
  kernel.answer('compliance.packs', () => ({ packs: [] }));
  const get = (query: string) =>
    handle(
      new Request(`http://127.0.0.1:4280/api/employees/e1/statement${query}`, { headers: { 'x-esta-client': '1' } }),
    );
  const csv = await get('?from=2026-01-01&to=2026-06-30&format=csv');
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="statement-e1-2026-01-01-2026-06-30.csv"');
  expect((await csv.text()).split('\r\n')[2]).toMatch(/^e1,Ada,2026-01-05,2026,Accrued,0\.27, 4\/15,.*m\d+$/);
  const pdf = await get('');
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect((await pdf.text()).startsWith('%PDF-1.7')).toBe(true);
  expect((await get('?from=2027-01-01&to=2026-01-01')).status).toBe(400);
});

it('W8: GET /api/balances reads all pages again when hours were published between two of them', async () => {
  const { call, kernel } = createMemoryApi();
  let [reads, published] = [0, false];
  kernel.answer('compliance.balances', ({ after }) => {
    reads++;
    if (reads === 2) published = true;
    const balances = [{ employee: after === undefined ? 'a' : 'b', available: published ? '2' : '1' }];
    return {
      asOf: '2026-07-01',
      employer: {},
      balances,
      revision: published ? 1 : 0,
      ...(after === undefined ? { next: 'a' } : {}),
    };
  });
  expect((await call('GET', '/api/balances')).body).toMatchObject({
    balances: [
      { employee: 'a', available: '2' },
      { employee: 'b', available: '2' },
    ],
  });
  expect(reads).toBe(4);
});

it('W10: GET /api/year-end previews page by page, POST closes, and both say how far they are', async () => {
  const { call, kernel } = createMemoryApi();
  const asked: unknown[] = [];
  const page = (payload: Record<string, unknown>) => {
    asked.push(payload);
    const first = payload['after'] === undefined;
    return {
      lines: [{ employee: first ? 'a' : 'b' }],
      asked: 200,
      total: 400,
      warnings: ['w'],
      revision: 1,
      ...(first ? { next: 'a' } : {}),
    };
  };
  kernel.answer('compliance.yearend.preview', page);
  kernel.answer('compliance.yearend.run', page);
  const report = (preview: boolean, through: string) => [
    { event: 'progress', done: 200, total: 400 },
    { event: 'progress', done: 400, total: 400 },
    {
      event: 'result',
      result: { through, preview, lines: [{ employee: 'a' }, { employee: 'b' }], warnings: ['w'] },
    },
  ];
  expect((await call('GET', '/api/year-end?project=1&language=es')).body).toEqual(report(true, '2027-06-29'));
  expect(asked[1]).toEqual({ through: '2027-06-29', language: 'es', project: true, after: 'a' });
  expect((await call('POST', '/api/year-end?through=2025-12-31')).body).toEqual(report(false, '2025-12-31'));
  expect(await call('POST', '/api/year-end?project=1')).toMatchObject({ status: 400 });
});

it('the routes of employees list, show, change, end and begin employments', async () => {
  const { call, kernel } = createMemoryApi();
  const ada = { id: 'a/1', name: 'Ada', hireDate: '2025-03-03' };
  kernel.answer('employee.list', ({ after }) =>
    after === undefined ? { employees: [ada], next: 'a/1' } : { employees: [] },
  );
  kernel.answer('employee.get', ({ id }) => ({ ...ada, id }));
  kernel.answer('employee.separate', (payload) => ({ ...ada, separated: payload }));
  kernel.answer('employee.rehire', (payload) => ({ ...ada, rehired: payload }));
  expect(await call('GET', '/api/employees')).toEqual({ status: 200, body: [ada] });
  expect((await call('GET', '/api/employees/a%2F1')).body).toEqual(ada);
  expect((await call('PUT', '/api/employees/a%2F1', { name: 'Ada' })).body).toEqual(ada);
  expect(kernel.sent.at(-2)).toMatchObject({
    opcode: 'employee.upsert',
    payload: { employees: [{ id: 'a/1', name: 'Ada' }] },
  });
  expect(await call('PUT', '/api/employees/a', { id: 'b' })).toMatchObject({ status: 400 });
  const separated = await call('POST', '/api/employees/a%2F1/separate', { date: '2026-02-01', paidOut: true });
  expect(separated.body).toMatchObject({ separated: { id: 'a/1', date: '2026-02-01', paidOut: true } });
  const rehired = await call('POST', '/api/employees/a%2F1/rehire', { date: '2026-03-01' });
  expect(rehired.body).toMatchObject({ rehired: { id: 'a/1', date: '2026-03-01' } });
});

it('decisions come with their receipt, packs as the engine lists them', async () => {
  const { call, kernel } = createMemoryApi();
  kernel.answer('compliance.decide', ({ question, language }) => ({ question, sentence: language }));
  kernel.answer('compliance.packs', () => ({ packs: [{ id: 'p' }] }));
  expect((await call('POST', '/api/decisions', { question: 'waiting', given: {}, language: 'es' })).body).toEqual({
    question: 'waiting',
    sentence: 'es',
    receipt: 'm1',
  });
  expect((await call('GET', '/api/packs')).body).toEqual([{ id: 'p' }]);
  expect((await call('GET', '/api/log/head')).body).toEqual({ size: 2, root: 'ab' });
});

it('GET /api/employees/:id/usable decides on the recorded facts, and its balance is the sum of its parts', async () => {
  const { call, kernel } = createMemoryApi();
  await call('PUT', '/api/employer', { employer: { name: 'Acme' }, policy: { method: 'accrual' } });
  kernel.answer('employee.get', () => ({ id: 'e1', hireDate: '2025-03-03' }));
  kernel.answer('compliance.balances', ({ asOf }) => ({
    asOf,
    employer: { size: 'small' },
    balances: [{ employee: 'e1', carriedIn: '1/3', accrued: '10', adjusted: '2', used: '4' }],
  }));
  kernel.answer('compliance.decide', (payload) => payload);
  const { body } = await call('GET', '/api/employees/e1/usable?date=2026-05-04&hours=7.5&language=es');
  expect(body).toEqual({
    question: 'usable',
    language: 'es',
    given: {
      employer: { name: 'Acme', size: 'small' },
      policy: { method: 'accrual' },
      employee: { hireDate: '2025-03-03' },
      balances: { carriedIn: '1/3', accruedThisYear: '10', usedThisYear: '4', balanceHours: '25/3' },
      request: { date: '2026-05-04', hours: '7.5' },
    },
    receipt: 'm5',
  });
  expect(await call('GET', '/api/employees/e1/usable?hours=many')).toMatchObject({ status: 400 });
});

it('W10: a year end goes on when its reader leaves', async () => {
  const jobs = createJobs();
  const { handle, kernel } = createMemoryApi({ jobs });
  const held = Promise.withResolvers<void>();
  const send = kernel.send.bind(kernel);
  kernel.send = async (request) => {
    if (request.opcode === 'compliance.yearend.run') await held.promise;
    return send(request);
  };
  kernel.answer('compliance.yearend.run', ({ after }) => ({
    lines: [],
    asked: 200,
    warnings: [],
    revision: 1,
    ...(after === undefined ? { next: 'a' } : {}),
  }));
  const request = new Request('http://localhost/api/year-end?through=2025-12-31', {
    method: 'POST',
    headers: { 'x-esta-client': '1' },
  });
  await (await handle(request)).body!.cancel();
  held.resolve();
  await jobs.done();
  expect(kernel.sent.filter(({ opcode }) => opcode === 'compliance.yearend.run')).toHaveLength(2);
});

it('W8: a ledger and a statement are read again when hours were published between two pages', async () => {
  const { call, handle, kernel } = createMemoryApi();
  let reads = 0;
  const entry = {
    date: '2026-01-05',
    year: '2026',
    kind: 'use',
    hours: '-1',
    cause: 'taken',
    rule: 'r',
    citation: 'c',
  };
  kernel.answer('compliance.packs', () => ({ packs: [] }));
  kernel.answer('compliance.ledger', ({ after }) => {
    reads++;
    return {
      name: 'Ada',
      entries: [{ ...entry, pack: 'p', balance: String(reads) }],
      revision: reads > 1 ? 1 : 0,
      ...(after === 0 ? { next: 1500 } : {}),
    };
  });
  expect((await call('GET', '/api/employees/e1/ledger')).body).toEqual({
    name: 'Ada',
    entries: [
      { ...entry, pack: 'p', balance: '3', receipt: 'm4' },
      { ...entry, pack: 'p', balance: '4', receipt: 'm5' },
    ],
  });
  reads = 0;
  const address = 'http://127.0.0.1:4280/api/employees/e1/statement?from=2026-01-01&to=2026-12-31&format=csv';
  const csv = await (await handle(new Request(address, { headers: { 'x-esta-client': '1' } }))).text();
  expect(csv).toContain(',Closing balance,,,4.00,');
});
