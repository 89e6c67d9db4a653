import { askCompliance, dateOption, todayAtEmployer } from '../ask-kernel.ts';
import type { Command } from '../command.ts';
import { ledgerTable, type LedgerAnswer, type LedgerLine } from '../output/ledger-table.ts';
import { WrongUsage } from '../wrong-usage.ts';

export const ledgerCommand: Command = {
  name: 'ledger',
  summary: 'Show every entry behind the balance of one employee, with its citation.',
  positionals: [],
  options: ['employee', 'as-of'],
  details: [
    'Each line is one change of the balance: what happened, the exact hours (--json), the section of the law, and the balance after it. A benefit year opens with what was carried in and closes with what lapses.',
  ],
  async run({ text, terminal, connect }) {
    const employee = text('employee');
    const day = dateOption('as-of', text('as-of'));
    if (employee === undefined) throw new WrongUsage('`esta ledger` needs --employee ID.');
    const { client } = await connect();
    const asOf = day ?? (await todayAtEmployer(client));
    const entries: LedgerLine[] = [];
    for (let after = 0; ;) {
      const { next, ...page } = await askCompliance<LedgerAnswer & { readonly next?: number }>(
        client,
        'compliance.ledger',
        { employee, asOf, after },
      );
      entries.push(...page.entries);
      if (next === undefined) {
        const whole = { ...page, entries };
        terminal.result(whole, ledgerTable(whole));
        return 0;
      }
      after = next;
    }
  },
};
