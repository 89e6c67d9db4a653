import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directory, document, ended, launch } from './esta-process.ts';

const KILLS = 5;
const PEOPLE = 60;
const DAYS = 90;

interface Balances {
  readonly balances: readonly { readonly hoursWorked: string }[];
}

function timesheet(): string {
  const lines = ['employee,date,hours'];
  for (let day = 0; day < DAYS; day++) {
    const date = new Date(Date.UTC(2026, 0, 5) + day * 86_400_000).toISOString().slice(0, 10);
    for (let person = 0; person < PEOPLE; person++) lines.push(`E${100 + person},${date},${(400 + ((day * 37 + person * 11) % 500)) / 100}`);
  }
  return `${lines.join('\n')}\n`;
}

const balancesIn = async (data: string): Promise<Balances> => (await document<Balances>('balances', '--data', data, '--as-of', '2026-06-30')).json;

describe('kill -9 during an import', () => {
  it('leaves all of the file or nothing of it, and the next import counts each shift once', async () => {
    const folder = await directory();
    const file = join(folder, 'hours.csv');
    await writeFile(file, timesheet());
    const empty = join(folder, 'empty');
    await document('modules', '--data', empty);
    const whole = join(folder, 'whole');
    await cp(empty, whole, { recursive: true });
    const from = performance.now();
    expect((await document('import', file, '--data', whole)).json).toMatchObject({ shifts: PEOPLE * DAYS });
    const takes = performance.now() - from;
    const expected = await balancesIn(whole);
    expect(expected.balances.length).toBe(PEOPLE);

    const data = join(folder, 'data');
    await cp(empty, data, { recursive: true });
    for (let kill = 1; kill <= KILLS; kill++) {
      const child = launch(['import', file, '--data', data]);
      const end = ended(child);
      setTimeout(() => child.kill('SIGKILL'), (takes * kill) / (KILLS + 0.5));
      await end;
      const found = await balancesIn(data);
      if (found.balances.length > 0) expect(found).toEqual(expected);
    }
    const last = await document('import', file, '--data', data);
    expect(last).toMatchObject({ code: 0, json: { accepted: PEOPLE * DAYS } });
    expect(await balancesIn(data)).toEqual(expected);
    expect(await document('log', 'verify', '--data', data)).toMatchObject({ code: 0, json: { ok: true } });
  }, 180_000);
});
