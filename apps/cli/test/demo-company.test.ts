import { readFile } from 'node:fs/promises';
import { decodeEmployer, decodePolicy } from '@esta-logic/shared-types';
import { readTimesheetText } from '@esta-logic/timesheet-formats';
import { describe, expect, it } from 'vitest';
// @ts-expect-error a plain script without types
import { employeesCsv, timesheetCsv } from '../../../examples/demo-company/generate.js';

const read = (name: string): Promise<string> =>
  readFile(new URL(`../../../examples/demo-company/${name}`, import.meta.url), 'utf8');

describe('the demo employer', () => {
  it('is what its generator makes, byte for byte', async () => {
    expect(await read('employees.csv')).toBe((employeesCsv as () => string)());
    expect(await read('timesheet.csv')).toBe((timesheetCsv as () => string)());
  });

  it('is read without a bad row, with night shifts and sick time among its rows', async () => {
    const list = readTimesheetText(await read('employees.csv'));
    const sheet = readTimesheetText(await read('timesheet.csv'), { today: '2026-11-15' });
    expect([...list.rejected, ...sheet.rejected]).toEqual([]);
    expect(list.employees.length).toBe(24);
    expect(sheet.rows.length).toBeGreaterThan(1900);
    expect(sheet.rows.filter(({ kind }) => kind === 'use').length).toBe(8);
    expect(
      sheet.rows.some(
        ({ start, end }) => start !== undefined && end !== undefined && start.slice(0, 10) < end.slice(0, 10),
      ),
    ).toBe(true);
    const listed = new Set(list.employees.map(({ employee }) => employee));
    expect(sheet.rows.filter(({ employee }) => !listed.has(employee))).toEqual([]);
  });

  it('states an employer and a policy that the law understands', async () => {
    const { employer, policy } = JSON.parse(await read('employer.json')) as { employer: unknown; policy: unknown };
    expect(decodeEmployer(employer)).toMatchObject({ ok: true });
    expect(decodePolicy(policy)).toMatchObject({ ok: true });
  });
});
