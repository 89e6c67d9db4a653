import { dateOption, languageOption } from '../ask-kernel.ts';
import type { Command } from '../command.ts';
import { ledgerTable, ruleLines } from '../output/ledger-table.ts';
import { WrongUsage } from '../wrong-usage.ts';

export const ledgerCommand: Command = {
  name: 'ledger',
  recorded: true,
  summary: 'Show every entry behind the balance of one employee, with its citation.',
  positionals: [],
  options: ['employee', 'as-of', 'lang'],
  details: [
    'Each line is one change of the balance: what happened, the exact hours (--json), the section of the law, and the balance after it. A benefit year opens with what was carried in and closes with what lapses.',
  ],
  async run({ text, terminal, connect }) {
    const employee = text('employee');
    const asOf = dateOption('as-of', text('as-of'));
    const language = languageOption(text('lang'));
    if (employee === undefined) throw new WrongUsage('`esta ledger` needs --employee ID.');
    const { client } = await connect();
    const report = await client.ledger(employee, { language, ...(asOf === undefined ? {} : { asOf }) });
    const used = terminal.json ? undefined : (await client.packs()).find(({ inUse }) => inUse);
    terminal.result(report, [ledgerTable(report, language), ...ruleLines(report, used, language)].join('\n'));
    return 0;
  },
};
