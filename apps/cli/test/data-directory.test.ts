import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directory, document, ended, esta, launch, started } from './esta-process.ts';

const CSV = 'employee,date,hours\r\nE1,2026-01-05,8.5\r\nE1,2026-01-06,8:30\r\nE2,1/7/2026,4\r\n';

interface Balances {
  readonly balances: readonly { employee: string; hoursWorked: string; accrued: string; available: string }[];
}

/** A directory in which the services are installed and nothing else has happened: made once, copied for each test. */
const template = join(tmpdir(), `esta-template-${process.pid}`);
beforeAll(async () => {
  expect(await esta('modules', '--data', template)).toMatchObject({ code: 0 });
});
afterAll(() => rm(template, { recursive: true, force: true }));

async function withTimesheet(content = CSV): Promise<{ data: string; file: string }> {
  const folder = await directory();
  const file = join(folder, 'hours.csv');
  await writeFile(file, content);
  const data = join(folder, 'data');
  await cp(template, data, { recursive: true });
  return { data, file };
}

describe('a data directory without a running kernel', () => {
  it('imports a file, has its balances to the last fraction, counts it once, and its log verifies', async () => {
    const { data, file } = await withTimesheet(`\uFEFF${CSV}`);
    const first = await document('import', file, '--data', data);
    expect(first).toMatchObject({
      code: 0,
      json: { accepted: 3, rejected: [], employees: 2, shifts: 3, duplicates: 0, layout: 'generic' },
    });
    const { json } = await document<Balances>('balances', '--data', data, '--as-of', '2026-06-30');
    expect(json.balances).toMatchObject([
      { employee: 'E1', hoursWorked: '17', accrued: '17/30' },
      { employee: 'E2', hoursWorked: '4', accrued: '2/15' },
    ]);
    expect((await document('import', file, '--data', data)).json).toMatchObject({
      accepted: 3,
      shifts: 0,
      duplicates: 3,
    });
    expect(
      (await document<Balances>('balances', '--data', data, '--as-of', '2026-06-30', '--employee', 'E1')).json.balances,
    ).toMatchObject([{ hoursWorked: '17' }]);
    expect(await document('log', 'verify', '--data', data)).toMatchObject({ code: 0, json: { ok: true } });
  });

  it('takes nothing of a file with a bad row, all but it when told to, and changes nothing in a dry run', async () => {
    const { data, file } = await withTimesheet(`${CSV}E3,2026-01-08,lots\r\n`);
    expect(await document('import', file, '--data', data, '--dry-run')).toMatchObject({
      code: 1,
      json: { accepted: 0, rejected: [{ row: 5, column: 'hours', value: 'lots' }] },
    });
    const refused = await document('import', file, '--data', data);
    expect(refused).toMatchObject({
      code: 1,
      json: { accepted: 0, shifts: 0, rejected: [{ row: 5, column: 'hours' }], error: { code: 1016 } },
    });
    expect((await document<Balances>('balances', '--data', data)).json.balances).toEqual([]);
    expect(await document('import', file, '--data', data, '--skip-bad-rows')).toMatchObject({
      code: 0,
      json: { accepted: 3, shifts: 3, rejected: [{ row: 5 }] },
    });
    expect((await document<Balances>('balances', '--data', data)).json.balances.length).toBe(2);
  });

  it('keeps the employer, and an employee list replaces assumed hire dates', async () => {
    const { data, file } = await withTimesheet();
    const settings = {
      employer: { name: 'Acme', size: 'large' },
      policy: { method: 'accrual', benefitYear: { type: 'calendar' }, waitingDays: 120 },
    };
    await writeFile(`${file}.json`, JSON.stringify(settings));
    expect((await document('employer', '--set', `${file}.json`, '--data', data)).json).toMatchObject(settings);
    expect((await document('employer', '--data', data)).json).toMatchObject({ ...settings, configured: true });
    await document('import', file, '--data', data);
    const usableFrom = async (): Promise<unknown> =>
      (
        (await document<Balances>('balances', '--data', data, '--employee', 'E1')).json.balances[0] as unknown as {
          usableFrom: string;
        }
      ).usableFrom;
    expect(await usableFrom()).toBe('2026-05-05');
    await writeFile(file, 'Employee ID,Name,Hire Date\r\nE1,Ana,2025-03-03\r\n');
    expect((await document('import', file, '--data', data)).json).toMatchObject({
      accepted: 1,
      employees: 1,
      shifts: 0,
      layout: 'employees',
    });
    expect(await usableFrom()).toBe('2025-07-01');
  });

  it('runs worked cases: exit 0 only if all pass', async () => {
    const { data, file } = await withTimesheet();
    const given = {
      question: 'accrual',
      employer: { size: 'large' },
      policy: { method: 'accrual', benefitYear: { type: 'calendar' } },
      employee: { hireDate: '2025-03-03', flsa: 'nonexempt' },
      events: [{ type: 'work', weekOf: '2025-03-03', hours: '38.5', repeatWeeks: 10 }],
      asOf: '2025-05-11',
    };
    const good = { id: 'good', given, expect: { countedHours: '385', accruedHours: '154/12' } };
    await writeFile(file, JSON.stringify([good]));
    expect(await document('cases', file, '--data', data)).toMatchObject({ code: 0, json: { passed: 1, failed: 0 } });
    await writeFile(
      file,
      JSON.stringify([
        good,
        { id: 'bad', given, expect: { accruedHours: '12.83' } },
        { id: 'odd', given: { question: 'weather' }, expect: {} },
      ]),
    );
    expect(await document('cases', file, '--data', data)).toMatchObject({
      code: 1,
      json: {
        passed: 1,
        failed: 2,
        cases: [
          { pass: true },
          { id: 'bad', diff: [{ path: 'accruedHours', got: '77/6' }] },
          { id: 'odd', pass: false, got: { error: { code: 1015 } } },
        ],
      },
    });
  });

  it('sends a message and shows a fault as the reply that it is', async () => {
    const { data } = await withTimesheet();
    expect(await document('send', 'employee-service', 'employer.get', '--data', data)).toMatchObject({
      code: 0,
      json: { ok: true, payload: { configured: false }, messageId: expect.any(String) as string },
    });
    expect(await document('send', 'employee-service', 'employer.get', '{"x":1}', '--data', data)).toMatchObject({
      code: 1,
      json: { ok: false, error: { code: 1002 } },
    });
    const piped = await ended(
      launch(['send', 'employee-service', 'employee.upsert', '-', '--type', 'command', '--data', data, '--json']),
      '{"employees":[{"id":"E9"}]}',
    );
    expect(JSON.parse(piped.out)).toMatchObject({ ok: true, payload: { created: 1 } });
  });

  it('lists modules and processes, for people and for programs', async () => {
    const { data } = await withTimesheet();
    const { json } = await document<{ id: string; hash: string; state: string }[]>('modules', '--data', data);
    expect(json.map(({ id }) => id).sort()).toEqual([
      'accrual-engine',
      'compliance-engine',
      'employee-service',
      'time-service',
    ]);
    expect((await document<unknown[]>('ps', '--data', data)).json.length).toBe(4);
    expect((await esta('modules', '--data', data)).out).toMatch(/accrual-engine +0\.1\.0/);
  });

  it('refuses a component of which one byte was changed, and says so', async () => {
    const { data } = await withTimesheet();
    await document('modules', '--data', data);
    const files = (await readdir(data, { recursive: true })).filter((name) => name.endsWith('.wasm'));
    expect(files.length).toBeGreaterThanOrEqual(4);
    for (const name of files) {
      const bytes = await readFile(join(data, name));
      bytes[bytes.length >> 1]! ^= 1;
      await writeFile(join(data, name), bytes);
    }
    expect(await document('balances', '--data', data)).toMatchObject({ code: 1, json: { error: { code: 4007 } } });
  });

  it('does not fail when nobody reads on', async () => {
    const { data } = await withTimesheet();
    const child = launch(['modules', '--data', data]);
    child.stdout!.destroy();
    let err = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
    await new Promise((resolve) => child.once('exit', resolve));
    expect(err).toBe('');
  });

  it('lets two commands that start at once both have their turn', async () => {
    const { data, file } = await withTimesheet();
    const both = await Promise.all([
      document('import', file, '--data', data),
      document('import', file, '--data', data),
    ]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ json }) => json['shifts']).sort()).toEqual([0, 3]);
  });
});

describe('a data directory with a running kernel', () => {
  it('is reached through the control socket, keeps what was done, and is served again', async () => {
    const { data, file } = await withTimesheet();
    const server = await started(data);
    expect(await document('import', file, '--data', data)).toMatchObject({ code: 0, json: { shifts: 3 } });
    const page = (await (await fetch(`${server.url}/api/balances?asOf=2026-06-30`)).json()) as Balances;
    expect((await document<Balances>('balances', '--data', data, '--as-of', '2026-06-30')).json).toEqual(page);
    const { pid } = JSON.parse(await readFile(join(data, 'control.json'), 'utf8')) as { pid: number };
    expect(pid).toBe(server.pid);

    const second = await document('start', '--port', '0', '--data', data);
    expect(second).toMatchObject({
      code: 1,
      json: { error: { code: 1017, message: expect.stringContaining(server.url) as string } },
    });

    expect(await server.stop()).toMatchObject({
      code: 0,
      err: expect.stringContaining('Everything is kept') as string,
    });
    expect((await readdir(data)).filter((name) => name.startsWith('control'))).toEqual([]);
    const again = await started(data);
    expect(await (await fetch(`${again.url}/api/balances?asOf=2026-06-30`)).json()).toEqual(page);
    await again.stop();
  });

  it('is opened again after the kernel was killed', async () => {
    const { data, file } = await withTimesheet();
    const server = await started(data);
    await document('import', file, '--data', data);
    await server.kill();
    expect((await document<Balances>('balances', '--data', data)).json.balances.length).toBe(2);
    expect(await document('log', 'verify', '--data', data)).toMatchObject({ code: 0 });
  });

  it('is reached also where the path is too long for a socket', async () => {
    const data = join(await directory(), 'long-name-'.repeat(12));
    const server = await started(data);
    const { socket } = JSON.parse(await readFile(join(data, 'control.json'), 'utf8')) as { socket: string };
    expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(100);
    expect(await document('employer', '--data', data)).toMatchObject({ code: 0 });
    await server.stop();
  });
});
