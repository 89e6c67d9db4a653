import { isPlainDate } from '@esta-logic/shared-types';
import type { Command } from '../command.ts';
import { balancesTable } from '../output/balances-table.ts';
import { WrongUsage } from '../wrong-usage.ts';

export const balancesCommand: Command = {
  name: 'balances',
  summary: 'Show what each employee has accrued, used and may use.',
  positionals: [],
  options: ['employee', 'as-of', 'project'],
  details: [
    'Hours are exact fractions such as "77/6" under --json, and rounded to two decimals for people.',
    'With --project, "what will she have on 1 July?": each employee goes on as in the eight weeks before the last recorded one; what is recorded is never changed.',
  ],
  async run({ text, flag, terminal, connect }) {
    const asOf = text('as-of');
    const employee = text('employee');
    if (asOf !== undefined && !isPlainDate(asOf))
      throw new WrongUsage(`The option --as-of needs a date such as 2026-06-30, not ${JSON.stringify(asOf)}.`);
    const { client } = await connect();
    const page = await client.balances({
      ...(asOf === undefined ? {} : { asOf }),
      ...(employee === undefined ? {} : { employee }),
      ...(flag('project') ? { project: true } : {}),
    });
    terminal.result(page, balancesTable(page));
    return 0;
  },
};
