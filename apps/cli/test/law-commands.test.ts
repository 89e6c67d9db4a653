import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
});
