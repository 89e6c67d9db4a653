import { faultOf } from '@esta-logic/kernel-boundary';
import { describe, expect, it } from 'vitest';
import { createJobs } from '../src/deployment/jobs.ts';
import { createMemoryApi, readSimpleFile } from './memory-api.ts';
import { refuseWith } from './memory-kernel.ts';

const csv = 'E1,2026-01-05,8\nE2,2026-01-05,7\nE3,2026-01-06,4\nE1,2026-01-06,8\n';

describe('GET /api/health', () => {
  it('answers with the version', async () => {
    expect(await createMemoryApi().call('GET', '/api/health')).toEqual({
      status: 200,
      body: { ok: true, ready: true, version: '0.1.0' },
    });
  });
});

describe('/api/employer', () => {
  it('gives back what was put', async () => {
    const { call } = createMemoryApi();
    const settings = { employer: { size: 'large' }, policy: { waitingDays: 120 } };
    expect((await call('PUT', '/api/employer', settings)).body).toMatchObject(settings);
    expect((await call('GET', '/api/employer')).body).toEqual({ ...settings, configured: true });
  });

  it.each([
    [{ policy: {} }, 'employer and policy'],
    [{ employer: {}, polcy: {} }, 'polcy'],
    [[1], 'JSON object'],
    ['{', 'must be JSON'],
  ])('refuses %j and changes nothing', async (body, part) => {
    const { call, kernel } = createMemoryApi();
    const answer = await call('PUT', '/api/employer', body);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 1012, message: expect.stringContaining(part) as string } },
    });
    expect(kernel.sent).toEqual([]);
  });
});

describe('POST /api/imports', () => {
  it('stages, commits, waits for accrual and tells how it went', async () => {
    const { call, kernel } = createMemoryApi();
    const { body } = await call('POST', '/api/imports?name=a.csv', csv);
    const events = body as { event: string; stage?: string; result?: object }[];
    expect(events.map(({ event, stage }) => stage ?? event)).toEqual([
      'read',
      'read',
      'stage',
      'stage',
      'commit',
      'commit',
      'accrual',
      'accrual',
      'result',
    ]);
    expect(events.at(-1)!.result).toEqual({
      accepted: 4,
      rejected: [],
      employees: 3,
      shifts: 4,
      duplicates: 0,
      layout: 'simple',
      description: 'Read as simple lines.',
      notes: [],
    });
    expect(kernel.stored.size).toBe(4);
    expect(kernel.sent.map(({ opcode }) => opcode)).toEqual([
      'employer.get',
      'time.import.stage',
      'time.import.commit',
    ]);
    expect(kernel.settledIds).toEqual(['m3']);
  });

  it('counts the same file once', async () => {
    const { call, kernel } = createMemoryApi();
    await call('POST', '/api/imports', csv);
    const { body } = await call('POST', '/api/imports', csv);
    expect((body as object[]).at(-1)).toMatchObject({ result: { accepted: 4, shifts: 0, duplicates: 4 } });
    expect(kernel.stored.size).toBe(4);
  });

  it('counts each row once when the same file comes twice at the same moment', async () => {
    const { call, kernel } = createMemoryApi();
    const bodies = await Promise.all([call('POST', '/api/imports', csv), call('POST', '/api/imports', csv)]);
    const results = bodies.map(({ body }) => (body as { result?: { shifts: number } }[]).at(-1)!.result?.shifts);
    expect(results.sort()).toEqual([0, 4]);
    expect(kernel.stored.size).toBe(4);
    expect(kernel.staged.size).toBe(0);
  });

  it('takes nothing of a file with a bad row, and says which', async () => {
    const { call, kernel } = createMemoryApi();
    const { body } = await call('POST', '/api/imports?name=a.csv', `${csv}E4,2026-01-07,eight\n`);
    expect((body as object[]).at(-1)).toMatchObject({
      result: {
        accepted: 0,
        shifts: 0,
        rejected: [{ row: 5, column: 'hours', value: 'eight' }],
        error: { code: 1016, message: expect.stringContaining('Row 5') as string },
      },
    });
    expect(kernel.sent.filter(({ type }) => type !== 'Query')).toEqual([]);
  });

  it('takes the good rows when told to skip bad ones', async () => {
    const { call, kernel } = createMemoryApi();
    const { body } = await call('POST', '/api/imports?skipBadRows=1', `${csv}E4,2026-01-07,eight\n`);
    expect((body as object[]).at(-1)).toMatchObject({ result: { accepted: 4, shifts: 4, rejected: [{ row: 5 }] } });
    expect(kernel.stored.size).toBe(4);
  });

  it('changes nothing in a dry run', async () => {
    const { call, kernel } = createMemoryApi();
    const { body } = await call('POST', '/api/imports?dryRun=1', csv);
    expect((body as object[]).at(-1)).toMatchObject({ result: { accepted: 4, employees: 3, shifts: 4, dryRun: true } });
    expect(kernel.sent.filter(({ type }) => type !== 'Query')).toEqual([]);
  });

  it('discards what it staged when a part fails, and reports the fault', async () => {
    const { call, kernel } = createMemoryApi();
    kernel.answer('time.import.stage', () => refuseWith(faultOf('quota-exceeded', 'The quota is used up.')));
    const { body } = await call('POST', '/api/imports', csv);
    expect((body as object[]).at(-1)).toEqual({
      event: 'error',
      error: { code: 3003, name: 'quota-exceeded', message: 'The quota is used up.' },
    });
    expect(kernel.sent.at(-1)!.opcode).toBe('time.import.discard');
    expect(kernel.stored.size).toBe(0);
  });

  it('leaves nothing behind when its reader leaves before the commit', async () => {
    const left = Promise.withResolvers<void>();
    const readTimesheet: typeof readSimpleFile = async (bytes, options) => {
      await left.promise;
      return readSimpleFile(bytes, options);
    };
    const jobs = createJobs();
    const { handle, kernel } = createMemoryApi({ readTimesheet, jobs });
    const response = await handle(
      new Request('http://localhost/api/imports', { method: 'POST', headers: { 'x-esta-client': '1' }, body: csv }),
    );
    await response.body!.cancel();
    left.resolve();
    await jobs.done();
    expect(kernel.sent.map(({ opcode }) => opcode)).not.toContain('time.import.commit');
    expect([kernel.stored.size, kernel.staged.size]).toEqual([0, 0]);
  });

  it('does not say "done" when accrual could not consume what the commit sent on', async () => {
    const { call, kernel, deadLetters } = createMemoryApi();
    const die = (): void =>
      deadLetters.observe({
        kind: 'message.dead-lettered',
        messageId: 'm9',
        target: 'accrual-engine',
        fault: faultOf('timeout', 'Too slow.'),
      });
    die();
    const { body: good } = await call('POST', '/api/imports', csv);
    expect((good as object[]).at(-1)).toMatchObject({ event: 'result' });
    kernel.answer('time.import.commit', () => {
      die();
      return { shifts: 1, uses: 0, duplicates: 0, employees: 1 };
    });
    const { body } = await call('POST', '/api/imports', csv);
    expect((body as object[]).at(-1)).toMatchObject({
      event: 'error',
      error: { code: 3001, message: expect.stringContaining('accrual-engine could not handle') as string },
    });
  });

  it('reports a layout that does not exist in the stream', async () => {
    const { body } = await createMemoryApi().call('POST', '/api/imports?layout=nope', csv);
    expect(body).toMatchObject([{ event: 'error', error: { code: 1016 } }]);
  });
});

describe('GET /api/balances', () => {
  it('gives all pages, as of today in the employer’s zone', async () => {
    const { call } = createMemoryApi();
    await call('POST', '/api/imports', csv);
    // 02:30 UTC on 1 July is still 30 June in Detroit.
    expect((await call('GET', '/api/balances')).body).toMatchObject({
      asOf: '2026-06-30',
      balances: [{ employee: 'E1', hoursWorked: '16', accrued: '8/15' }, { employee: 'E2' }, { employee: 'E3' }],
    });
  });

  it('uses the employer’s own zone', async () => {
    const { call } = createMemoryApi();
    await call('PUT', '/api/employer', { employer: { timeZone: 'Europe/Berlin' }, policy: {} });
    expect((await call('GET', '/api/balances')).body).toMatchObject({ asOf: '2026-07-01' });
  });

  it.each([
    ['?asOf=2026-02-30', 400, 1012],
    ['?as-of=2026-02-01', 400, 1012],
    ['?employee=E9', 404, 1013],
  ])('refuses %s', async (query, status, code) => {
    expect(await createMemoryApi().call('GET', `/api/balances${query}`)).toMatchObject({
      status,
      body: { error: { code } },
    });
  });
});

describe('GET /api/employees/:id/…', () => {
  it('gives the series of the year so far unless told otherwise', async () => {
    const { call, kernel } = createMemoryApi();
    expect((await call('GET', '/api/employees/E%2F1/series')).body).toMatchObject({
      employee: 'E/1',
      points: [{ date: '2026-01-31' }],
    });
    expect(kernel.sent.at(-1)!.payload).toEqual({
      employee: 'E/1',
      from: '2026-01-01',
      to: '2026-06-30',
      step: 'week',
    });
  });

  it('refuses a range that ends before it begins and a step it does not know', async () => {
    const { call } = createMemoryApi();
    expect((await call('GET', '/api/employees/E1/series?from=2026-02-01&to=2026-01-01')).status).toBe(400);
    expect((await call('GET', '/api/employees/E1/series?step=day')).status).toBe(400);
  });

  it('gives the shifts', async () => {
    const { call } = createMemoryApi();
    await call('POST', '/api/imports', csv);
    expect((await call('GET', '/api/employees/E1/shifts')).body).toMatchObject({
      employee: 'E1',
      shifts: [{ date: '2026-01-05' }, { date: '2026-01-06' }],
    });
  });
});

describe('POST /api/cases', () => {
  it('passes what agrees, shows where the rest differs, and says what is not supported', async () => {
    const { call, kernel } = createMemoryApi();
    kernel.answer('compliance.decide', ({ question }) =>
      question === 'accrual'
        ? { result: { accruedHours: '154/12', countedHours: '385', extra: 1 }, trace: [], warnings: [] }
        : refuseWith(faultOf('unsupported-question', `The question ${String(question)} is not supported.`)),
    );
    const given = { question: 'accrual', asOf: '2025-05-11' };
    const cases = [
      { id: 'A', given, expect: { accruedHours: '77/6', countedHours: '385.0' } },
      { id: 'B', given, expect: { countedHours: '384' } },
      { id: 'C', given: { question: 'penalty' }, expect: { x: 1 } },
    ];
    const { body } = await call('POST', '/api/cases', { cases });
    expect(body).toMatchObject({
      passed: 1,
      failed: 2,
      cases: [
        { id: 'A', pass: true, diff: [] },
        { id: 'B', pass: false, diff: [{ path: 'countedHours', expected: '384', got: '385' }] },
        { id: 'C', pass: false, got: { error: { code: 1015, message: 'The question penalty is not supported.' } } },
      ],
    });
    expect(kernel.sent[0]!.payload).toEqual({ question: 'accrual', given: { asOf: '2025-05-11' } });
  });

  it('asks about the days that the expectation names, and tells nothing of the answers', async () => {
    const { call, kernel } = createMemoryApi();
    const appliesOn = { '2026-06-01': false, '2026-12-01': true };
    await call('POST', '/api/cases', {
      cases: [
        { id: 'A', given: { question: 'agreement' }, expect: { appliesOn } },
        { id: 'B', given: { question: 'waiting', probeDates: ['2025-01-01'] }, expect: { mayUseOn: appliesOn } },
      ],
    });
    expect(kernel.sent.map(({ payload }) => payload)).toEqual([
      { question: 'agreement', given: { probeDates: ['2026-06-01', '2026-12-01'] } },
      { question: 'waiting', given: { probeDates: ['2025-01-01'] } },
    ]);
  });

  it('refuses a case without an expectation, naming it', async () => {
    const answer = await createMemoryApi().call('POST', '/api/cases', { cases: [{ id: 'A', given: {} }] });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('number 1') as string } },
    });
  });
});

describe('the kernel’s own routes', () => {
  it('installs a component and lists it', async () => {
    const { call } = createMemoryApi();
    const pinned = (
      await call('POST', '/api/modules', { manifest: { id: 'm', version: '1.0.0' }, componentBase64: 'AGFzbQ==' })
    ).body;
    expect((await call('GET', '/api/modules')).body).toEqual([pinned]);
    expect(pinned).toMatchObject({ hash: 'cd5d4935a48c0672cb06407bb443bc0087aff947c6b864bac886982c73b3027f' });
  });

  it('X3 tries a component before it replaces one, and refuses what differs until it is accepted', async () => {
    const { call } = createMemoryApi();
    const first = { manifest: { id: 'm', version: '1.0.0' }, componentBase64: 'AGFzbQ==' };
    const second = { manifest: { id: 'm', version: '2.0.0' }, componentBase64: 'AGFzbQAA' };
    expect((await call('POST', '/api/modules', first)).status).toBe(200);
    expect(await call('POST', '/api/modules', second)).toMatchObject({
      status: 409,
      body: {
        error: { name: 'state-refused', message: expect.stringContaining('1 of the newest 1 messages') as string },
      },
    });
    expect((await call('POST', '/api/modules/plan', second)).body).toMatchObject({
      version: '2.0.0',
      replaces: { version: '1.0.0' },
      rehearsal: { different: [{ opcode: 'm.ask' }] },
    });
    expect((await call('POST', '/api/modules', { ...second, accept: true })).body).toMatchObject({ version: '2.0.0' });
    expect((await call('POST', '/api/modules/plan', { ...second, cranks: 0 })).status).toBe(400);
  });

  it('refuses a component that is not base64', async () => {
    expect(
      (await createMemoryApi().call('POST', '/api/modules', { manifest: {}, componentBase64: '<wasm>' })).status,
    ).toBe(400);
  });

  it('sends a message; its fault is an answer and no HTTP failure', async () => {
    const { call } = createMemoryApi();
    expect(
      await call('POST', '/api/send', {
        type: 'Query',
        target: 'employee-service',
        opcode: 'employer.get',
        payload: {},
      }),
    ).toMatchObject({ status: 200, body: { ok: true } });
    expect(
      await call('POST', '/api/send', { type: 'Query', target: 'x', opcode: 'no.such', payload: {} }),
    ).toMatchObject({ status: 200, body: { ok: false, error: { code: 1004 } } });
    expect(
      await call('POST', '/api/send', { type: 'Shout', target: 'x', opcode: 'no.such', payload: {} }),
    ).toMatchObject({ status: 400, body: { error: { code: 1001 } } });
  });

  it('lists processes and verifies the log', async () => {
    const { call } = createMemoryApi();
    expect((await call('GET', '/api/processes')).body).toEqual([]);
    expect((await call('GET', '/api/settings')).body).toEqual({ claimed: { memoryBytes: 0, processes: 0 } });
    expect((await call('GET', '/api/log/verify')).body).toEqual({ ok: true, entries: 0, head: 'ab' });
  });
});

describe('what is not there', () => {
  it('says so for a path and names the methods of a known one', async () => {
    const { call } = createMemoryApi();
    expect(await call('GET', '/api/nothing')).toMatchObject({ status: 404, body: { error: { code: 1013 } } });
    expect(await call('POST', '/api/employer', {})).toMatchObject({
      status: 405,
      body: { error: { message: expect.stringContaining('GET, PUT') as string } },
    });
    expect((await call('GET', '/api/employees/%E0%A4%A/series')).status).toBe(404);
  });
});
