import { dateOption, languageOption } from '../ask-kernel.ts';
import type { Command } from '../command.ts';
import { balancesTable } from '../output/balances-table.ts';

export const balancesCommand: Command = {
  name: 'balances',
  summary: 'Show what each employee has accrued, used and may use.',
  positionals: [],
  options: ['employee', 'as-of', 'project', 'lang'],
  details: [
    'Hours are exact fractions such as "77/6" under --json, and rounded to two decimals for people.',
    'With --project, "what will she have on 1 July?": each employee goes on as in the eight weeks before the last recorded one; what is recorded is never changed.',
  ],
  async run({ text, flag, terminal, connect }) {
    const asOf = dateOption('as-of', text('as-of'));
    const language = languageOption(text('lang'));
    const employee = text('employee');
    const { client } = await connect();
    const page = await client.balances({
      language,
      ...(asOf === undefined ? {} : { asOf }),
      ...(employee === undefined ? {} : { employee }),
      ...(flag('project') ? { project: true } : {}),
    });
    terminal.result(page, balancesTable(page, language));
    return 0;
  },
};
