import { expect, it } from 'vitest';
import { DataDirectory } from './data-directory.ts';
import { AS_OF, EMPLOYER, makeTimesheet } from './timesheet.ts';

it('50,000 rows of 500 employees in one command: every balance is the plain sum, to the last rational', async () => {
  const { csv, rows, employees, expected } = makeTimesheet(500, 100);
  const data = await DataDirectory.fresh();
  await data.ask('employer', '--set', await data.file('employer.json', JSON.stringify(EMPLOYER)));
  const { code, json } = await data.ask('import', await data.file('hours.csv', csv));
  expect({ code, ...json }).toMatchObject({
    code: 0,
    accepted: rows,
    rejected: [],
    employees,
    shifts: rows,
    duplicates: 0,
  });
  const balances = await data.balances(AS_OF);
  expect(balances.map(({ employee }) => employee)).toEqual(expected.map(({ employee }) => employee));
  for (const [i, balance] of balances.entries()) expect(balance).toMatchObject(expected[i]!);
  expect(await data.ask('log', 'verify')).toMatchObject({ code: 0, json: { ok: true } });
});
