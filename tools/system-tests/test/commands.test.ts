import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isExact } from './crash-rounds.ts';
import { DataDirectory, type BalancesPage } from './data-directory.ts';
import { documentOf, ended, esta, launch } from './esta-process.ts';
import { served } from './served.ts';
import { AS_OF, EMPLOYER, makeTimesheet } from './timesheet.ts';
import { WORKSPACE } from './workspace.ts';

const FIXTURES = join(WORKSPACE, 'libs/timesheet-formats/test/fixtures');
const fixture = (name: string): string => join(FIXTURES, name);
const SMALL = 'employee,date,hours\nE1,2025-04-01,8\nE2,2025-04-01,7:30\n';

/** A data directory with a stated employer and a kernel that serves it: each command takes a fraction of a boot. */
async function company(): Promise<{ data: DataDirectory; url: string }> {
  const data = await DataDirectory.fresh();
  const { url } = await served(data);
  expect(await data.ask('employer', '--set', await data.file('employer.json', JSON.stringify(EMPLOYER)))).toMatchObject(
    { code: 0 },
  );
  return { data, url };
}

const figures = async (data: DataDirectory, asOf: string) =>
  Object.fromEntries(
    (await data.balances(asOf)).map(({ employee, hoursWorked, accrued, used }) => [
      employee,
      { hoursWorked, accrued, used },
    ]),
  );

describe('what a first user does', () => {
  it('imports punches, hours per day and hours per pay period as three products export them', async () => {
    const { data } = await company();
    const imported = async (name: string) => (await data.ask('import', fixture(name))).json;
    expect(await imported('quickbooks-time.csv')).toMatchObject({
      accepted: 4,
      shifts: 4,
      employees: 2,
      layout: 'quickbooks-time',
      rejected: [],
    });
    // 19/6 + 13/3 h of Ana with 8 h of sick time, 8 h of Sam over midnight.
    expect(await figures(data, '2026-12-31')).toMatchObject({
      '1001': { hoursWorked: '15/2', accrued: '1/4', used: '8' },
      '1002': { hoursWorked: '8', accrued: '4/15', used: '0' },
    });
    expect(await imported('time-clock.tsv')).toMatchObject({
      accepted: 2,
      shifts: expect.any(Number) as number,
      rejected: [],
    });
    // 8 h with half an hour of break, and 8 h from 10 PM to 6 AM.
    expect(await figures(data, '2026-12-31')).toMatchObject({
      '1001': { hoursWorked: '31/2' },
      '1002': { hoursWorked: '16' },
    });
    expect(await imported('hours-per-day.csv')).toMatchObject({ rejected: [] });
    // 8:30 and 4:00 with 4:00 of sick time, and half an hour.
    expect(await figures(data, '2026-12-31')).toMatchObject({
      '1001': { hoursWorked: '28', accrued: '14/15', used: '12' },
      '1002': { hoursWorked: '33/2', accrued: '11/20' },
    });
    expect(await imported('gusto.csv')).toMatchObject({ accepted: 2, rejected: [] });
    // 72.5 regular and 3.25 overtime hours of a pay period, and 64.
    expect(await figures(data, '2026-12-31')).toMatchObject({
      '5G9934': { hoursWorked: '303/4', accrued: '101/40', used: '8' },
      '7H1122': { hoursWorked: '64' },
    });
  });

  it('imports an employee list, and asks for balances by employee and by day', async () => {
    const { data } = await company();
    expect((await data.ask('import', await data.file('hours.csv', SMALL))).json).toMatchObject({
      shifts: 2,
      employees: 2,
    });
    const list = 'Employee ID,Name,Hire Date\nE1,Ana,2025-03-10\nE3,Zoë,2025-05-01\n';
    expect((await data.ask('import', await data.file('people.csv', list))).json).toMatchObject({
      layout: 'employees',
      employees: 2,
      shifts: 0,
    });
    const all = await data.balances(AS_OF);
    expect(all.map(({ employee, name, hoursWorked, accrued }) => [employee, name, hoursWorked, accrued])).toEqual([
      ['E1', 'Ana', '8', '4/15'],
      ['E2', undefined, '15/2', '1/4'],
      ['E3', 'Zoë', '0', '0'],
    ]);
    expect(await data.balances(AS_OF, '--employee', 'E2')).toEqual([all[1]]);
    expect(await data.balances('2025-03-31', '--employee', 'E1')).toMatchObject([{ hoursWorked: '0', accrued: '0' }]);
    expect(await data.ask('balances', '--employee', 'nobody')).toMatchObject({
      code: 1,
      json: { error: { name: 'not-found' } },
    });
    expect((await data.tell('balances', '--as-of', AS_OF)).out).toMatch(/E1.*Ana.*8\.00.*0\.27/);
  });

  it('names row, column, value and cure of a bad row, in JSON and for people', async () => {
    const { data } = await company();
    const file = await data.file('hours.csv', `${SMALL}E3,2025-13-01,8\nE4,2025-04-02,25\n`);
    const { code, json } = await data.ask('import', file);
    expect({ code, ...json }).toMatchObject({
      code: 1,
      accepted: 0,
      shifts: 0,
      rejected: [
        { row: 4, column: 'date', value: '2025-13-01' },
        { row: 5, column: 'hours', value: '25' },
      ],
      error: { code: 1016 },
    });
    const people = await data.tell('import', file);
    expect(people).toMatchObject({ code: 1, err: expect.stringContaining('nothing was imported') as string });
    expect(people.out).toContain('2025-13-01');
  });

  it('states the employer and reads it back, sends messages, lists modules and processes', async () => {
    const { data } = await company();
    expect((await data.ask('employer')).json).toMatchObject({ ...EMPLOYER, configured: true });
    expect((await data.ask<BalancesPage>('balances')).json.employer).toMatchObject({
      size: 'large',
      configured: true,
      sizeFromTimesheets: false,
    });
    const bad = await data.file('bad.json', JSON.stringify({ employer: { size: 'enormous' }, policy: {} }));
    expect(await data.ask('employer', '--set', bad)).toMatchObject({
      code: 1,
      json: { error: { code: expect.any(Number) as number, message: expect.stringContaining('size') as string } },
    });
    expect((await data.ask('employer')).json).toMatchObject(EMPLOYER);
    expect(
      await data.ask('send', 'employee-service', 'employer.get', '--type', 'Query', '--priority', 'high'),
    ).toMatchObject({ code: 0, json: { ok: true, payload: EMPLOYER } });
    expect(await data.pipe('{"threshold":11}', 'send', 'time-service', 'time.headcount', '-')).toMatchObject({
      code: 0,
      json: { ok: true, payload: { latest: 0 } },
    });
    const modules = await data.ask<{ id: string; hash: string; state: string }[]>('modules');
    expect(modules.json.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'accrual-engine running',
      'compliance-engine running',
      'employee-service running',
      'time-service running',
    ]);
    for (const { hash } of modules.json) expect(hash).toMatch(/^blake3-[0-9a-f]{64}$/);
    const processes = await data.ask<{ module: string; cranks: number }[]>('ps');
    expect(processes.json.find(({ module }) => module === 'employee-service')!.cranks).toBeGreaterThan(0);
  });
});

describe('exit codes and documents', () => {
  const refused: readonly (readonly [name: string, args: readonly string[], error: object])[] = [
    ['a file that is not there', ['import', '/nowhere/hours.csv'], {}],
    ['a layout that is not known', ['import', fixture('generic.csv'), '--layout', 'sundial'], {}],
    ['a file that is no timesheet', ['import', join(WORKSPACE, 'LICENSE')], { code: 1016 }],
    ['a target that is not there', ['send', 'nobody', 'x.y'], { code: 1003 }],
    [
      'an opcode under the wrong type',
      ['send', 'time-service', 'time.headcount', '{"threshold":1}', '--type', 'Command'],
      { code: 1004 },
    ],
    [
      'a payload that the manifest does not allow',
      ['send', 'time-service', 'time.shifts', '{"employee":7}'],
      { code: 1002 },
    ],
    ['a file that is not JSON', ['cases', fixture('generic.csv')], { code: 1016 }],
  ];
  const misused: readonly (readonly string[])[] = [
    ['fly'],
    ['import'],
    ['balances', '--as-of', '2026-02-30'],
    ['balances', '--employe', 'E1'],
    ['send', 'time-service', 'time.headcount', '{oops'],
    ['install', 'a.wasm'],
    [],
  ];

  it('1 for what is refused, with the error as the one document on stdout', async () => {
    const { data } = await company();
    for (const [name, args, error] of refused) {
      const { code, json, err } = await data.ask(...args);
      expect({ name, code, json }).toMatchObject({
        name,
        code: 1,
        json: {
          error: {
            code: expect.any(Number) as number,
            name: expect.any(String) as string,
            message: expect.any(String) as string,
            ...error,
          },
        },
      });
      expect(err, name).not.toMatch(/\n {4}at /);
    }
  });

  it('2 for wrong usage, with the error as the one document on stdout and nothing touched', async () => {
    for (const args of misused) {
      const { code, json, err } = documentOf<{ error: { code: number } }>(
        await esta(...args, '--data', '/nowhere/at/all', '--json'),
      );
      expect({ args, code, json }).toMatchObject({ args, code: 2, json: { error: { code: 1018 } } });
      expect(err).not.toMatch(/\n {4}at /);
    }
  });
});

describe('several commands at once', () => {
  it('on a directory without a running kernel: each has its turn, and nobody sees half a file', async () => {
    const data = await DataDirectory.fresh();
    await data.ask('employer', '--set', await data.file('employer.json', JSON.stringify(EMPLOYER)));
    const sheet = makeTimesheet(20, 50);
    const file = await data.file('hours.csv', sheet.csv);
    const [first, second, seen, log] = await Promise.all([
      data.ask('import', file),
      data.ask('import', file),
      data.balances(AS_OF),
      data.ask('log', 'verify'),
    ]);
    expect([first.code, second.code, log.code]).toEqual([0, 0, 0]);
    expect([first.json['shifts'], second.json['shifts']].toSorted()).toEqual([0, sheet.rows].toSorted());
    expect(seen.length === 0 || isExact(seen, sheet.expected)).toBe(true);
    expect(isExact(await data.balances(AS_OF), sheet.expected)).toBe(true);
  });

  it('on a running kernel: one file imported twice at once is counted once', async () => {
    const { data } = await company();
    const sheet = makeTimesheet(40, 100);
    const file = await data.file('hours.csv', sheet.csv);
    const both = await Promise.all([data.ask('import', file), data.ask('import', file)]);
    expect(both.map(({ code, err }) => ({ code, err: code === 0 ? '' : err }))).toEqual([
      { code: 0, err: '' },
      { code: 0, err: '' },
    ]);
    expect(both.map(({ json }) => Number(json['shifts'])).toSorted((a, b) => a - b)).toEqual([0, sheet.rows]);
    expect(isExact(await data.balances(AS_OF), sheet.expected)).toBe(true);
    expect(await data.ask('log', 'verify')).toMatchObject({ code: 0, json: { ok: true } });
  });

  it('on a running kernel: who asks during an import sees none of the file or all of it', async () => {
    const { data, url } = await company();
    const sheet = makeTimesheet(150, 40);
    let importing = true;
    const done = data.ask('import', await data.file('hours.csv', sheet.csv)).finally(() => (importing = false));
    const seen: BalancesPage['balances'][] = [];
    while (importing)
      seen.push(((await (await fetch(`${url}/api/balances?asOf=${AS_OF}`)).json()) as BalancesPage).balances);
    expect(await done).toMatchObject({ code: 0, json: { shifts: sheet.rows } });
    expect(isExact(await data.balances(AS_OF), sheet.expected)).toBe(true);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((balances) => balances.length > 0 && !isExact(balances, sheet.expected))).toEqual([]);
  });
});

describe('Ctrl-C', () => {
  it('ends `esta start` cleanly with 0; started again, it has everything', async () => {
    const data = await DataDirectory.fresh();
    const first = await served(data);
    await data.ask('import', await data.file('hours.csv', SMALL));
    const before = await data.balances(AS_OF);
    expect(before.length).toBe(2);
    expect(await first.leave('SIGINT')).toMatchObject({
      code: 0,
      signal: null,
      err: expect.stringContaining('Everything is kept') as string,
    });
    expect(readdirSync(data.path).filter((name) => /^control|-wal$/.test(name))).toEqual([]);
    const again = await served(data);
    expect(await data.balances(AS_OF)).toEqual(before);
    expect(await data.ask('log', 'verify')).toMatchObject({ code: 0, json: { ok: true } });
    expect(await again.leave('SIGINT')).toMatchObject({ code: 0 });
  });

  it('during an import leaves none of the file or all of it, with one document that says which', async () => {
    const data = await DataDirectory.fresh();
    await data.ask('employer', '--set', await data.file('employer.json', JSON.stringify(EMPLOYER)));
    const sheet = makeTimesheet(100, 100);
    const file = await data.file('hours.csv', sheet.csv);
    const child = launch(['import', file, '--data', data.path, '--json']);
    const end = ended(child);
    child.stderr!.once('data', () => child.kill('SIGINT'));
    const { code, signal, json } = documentOf(await end);
    expect({ code, signal }).toMatchObject({ code: expect.toBeOneOf([0, 1]) as number, signal: null });
    const found = await data.balances(AS_OF);
    expect(found.length === 0 || isExact(found, sheet.expected)).toBe(true);
    if (code === 0) expect(found.length).toBe(sheet.employees);
    else
      expect(json).toMatchObject({
        error: { message: expect.stringMatching(/cancelled|import the same file again/) as string },
      });
    expect(await data.ask('import', file)).toMatchObject({ code: 0 });
    expect(isExact(await data.balances(AS_OF), sheet.expected)).toBe(true);
  });
});
