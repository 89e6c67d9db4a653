import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@esta-logic/client';
import { describe, expect, it } from 'vitest';
import { directory, document, esta, started } from './esta-process.ts';

const CSV = [
  'employee,date,hours',
  ...Array.from({ length: 20 }, (_, day) => `E1,2025-11-${String(day + 1).padStart(2, '0')},8`),
  'E1,2026-01-05,8.5',
].join('\r\n');

describe('the commands of the law', () => {
  it('keeps employees, shows the law in both languages, previews and closes a year, and writes a statement', async () => {
    const folder = await directory();
    const data = ['--data', join(folder, 'data')];
    await started(join(folder, 'data'));
    const file = join(folder, 'hours.csv');
    await writeFile(file, CSV);
    expect(await document('import', file, ...data)).toMatchObject({ code: 0, json: { shifts: 21 } });

    const stated = ['--name', 'Győző Łukasz', '--hire-date', '2025-03-03', '--week-hours', '38.5'];
    expect(await document('employee', 'change', 'E1', ...stated, ...data)).toMatchObject({
      code: 0,
      json: { id: 'E1', name: 'Győző Łukasz', hireDate: '2025-03-03', normalWeekHours: '38.5' },
    });
    expect(await document('employee', 'add', 'E1', ...data)).toMatchObject({
      code: 1,
      json: { error: { code: 1019 } },
    });
    expect(await document('employee', 'add', 'E2', '--hire-date', '2026-02-02', ...data)).toMatchObject({ code: 0 });
    expect(await document('employee', 'end', 'E2', '--date', '2026-03-31', '--paid-out', ...data)).toMatchObject({
      json: { separationDate: '2026-03-31', paidOut: true },
    });
    expect(await document('employee', 'rehire', 'E2', '--date', '2026-05-04', ...data)).toMatchObject({
      json: { hireDate: '2026-05-04', earlierEmployments: [{ hireDate: '2026-02-02' }] },
    });
    expect((await document<readonly object[]>('employee', 'list', ...data)).json).toHaveLength(2);

    const ledger = await esta('ledger', '--employee', 'E1', '--as-of', '2026-06-30', '--lang', 'es', ...data);
    expect(ledger.out).toContain('Movimientos de Győző Łukasz (E1) al 2026-06-30');
    expect(ledger.out).toMatch(/2026-01-01 +2026 +trasladado +\+5\.33/);

    const preview = await document<{ lines: readonly object[] }>(
      'yearend', '--preview', '--through', '2025-12-31', ...data,
    ); // prettier-ignore
    expect(preview.json.lines).toMatchObject([{ employee: 'E1', carried: '16/3', closedOn: null }]);
    const closed = await document<{ lines: readonly { closedOn: string }[] }>(
      'yearend', '--through', '2025-12-31', ...data,
    ); // prettier-ignore
    expect(closed).toMatchObject({ code: 0, json: { preview: false, lines: [{ employee: 'E1', carried: '16/3' }] } });
    expect((await document<typeof closed.json>('yearend', '--through', '2025-12-31', ...data)).json.lines).toEqual(
      closed.json.lines,
    );

    const out = join(folder, 'statement.pdf');
    const period = ['--from', '2026-01-01', '--to', '2026-06-30'];
    const statement = await document<{ receipt: string }>(
      'statement', '--employee', 'E1', ...period, '--lang', 'es', '--out', out, ...data,
    ); // prettier-ignore
    expect(statement).toMatchObject({ code: 0, json: { name: 'Győző Łukasz', opening: '16/3', closing: '337/60' } });
    expect((await readFile(out)).subarray(0, 8).toString()).toBe('%PDF-1.7');

    const packs = await document<readonly { id: string; inUse: boolean; status: string }[]>('packs', ...data);
    expect(packs.json.filter(({ inUse }) => inUse)).toMatchObject([{ id: 'us-mi-esta-2025', status: 'released' }]);
  });

  it('W9: counts hours at last that accrual could not handle when they came, once it can', async () => {
    const folder = await directory();
    const data = ['--data', join(folder, 'data')];
    const { url } = await started(join(folder, 'data'));
    const client = createClient((address, init) => fetch(address, init as RequestInit), url);
    const built = (file: string): string =>
      fileURLToPath(import.meta.resolve(`@esta-logic/accrual-engine-service/${file}`));
    const manifest = JSON.parse(await readFile(built('manifest.json'), 'utf8')) as { limits: object };
    const slow = join(folder, 'slow.json');
    await writeFile(slow, JSON.stringify({ ...manifest, limits: { ...manifest.limits, cpuMillisecondsPerCall: 1 } }));
    const install = (file: string) => esta('install', built('component.wasm'), '--manifest', file, '--accept', ...data);
    const days = Array.from({ length: 27 }, (_, day) => `-${String(day + 1).padStart(2, '0')},8`);
    const rows = Array.from({ length: 80 }, (_, n) =>
      days.map((day) => `E${n % 10},2026-0${1 + Math.floor(n / 10)}${day}`),
    ).flat();
    const file = ['employee,date,hours', ...rows].join('\r\n');

    expect(await install(slow)).toMatchObject({ code: 0 });
    await expect(client.importFile(file)).rejects.toThrow('any import makes up for them');
    const lost = (await client.deadLetters()).map(({ opcode }) => opcode);
    expect(lost).toContain('accrual.hours.publish');

    expect(await install(built('manifest.json'))).toMatchObject({ code: 0 });
    expect(await client.importFile(file)).toMatchObject({
      shifts: 0,
      duplicates: rows.length,
      healed: lost.length,
      notes: [],
    });
    expect((await client.balances({ employee: 'E3', asOf: '2026-12-31' })).balances).toMatchObject([
      { hoursWorked: String(8 * 27 * 8) },
    ]);
    expect(await client.deadLetters()).toEqual([]);
  });
});
