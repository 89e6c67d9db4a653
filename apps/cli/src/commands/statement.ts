import { readStatement, statementCsv, statementFonts, statementPdf, type LedgerAnswer } from '@esta-logic/backend';
import { KernelError } from '@esta-logic/kernel-boundary';
import { dateOption, languageOption, todayAtEmployer } from '../ask-kernel.ts';
import type { Command } from '../command.ts';
import { hoursForPeople, several } from '../output/numbers.ts';
import { writePrivate } from '../write-output.ts';
import { WrongUsage } from '../wrong-usage.ts';

export const statementCommand: Command = {
  name: 'statement',
  recorded: true,
  summary: 'Write the statement of one employee for a period, as PDF or CSV.',
  positionals: [],
  options: ['employee', 'from', 'to', 'out', 'lang'],
  details: [
    'The year up to today unless told, in English or Spanish. Every entry carries its citation; each page carries the receipt that `esta receipt` takes, and the state of the audit log after the decision.',
  ],
  async run({ text, terminal, connect }) {
    const [employee, out] = [text('employee'), text('out')];
    const [start, end] = [dateOption('from', text('from')), dateOption('to', text('to'))];
    const language = languageOption(text('lang'));
    if (employee === undefined) throw new WrongUsage('`esta statement` needs --employee ID.');
    const format = /\.(pdf|csv)$/i.exec(out ?? '')?.[1]?.toLowerCase();
    if (out === undefined || format === undefined)
      throw new WrongUsage('`esta statement` needs --out FILE.pdf or --out FILE.csv.');
    const { client } = await connect();
    const to = end ?? (await todayAtEmployer(client));
    const from = start ?? `${to.slice(0, 4)}-01-01`;
    if (from > to) throw new WrongUsage(`The statement begins on ${from}, after its end on ${to}.`);
    const { employer } = await client.employer();
    const period = { employee, employer: typeof employer['name'] === 'string' ? employer['name'] : null, from, to };
    const request = { type: 'Query', target: 'compliance-engine', opcode: 'compliance.ledger' } as const;
    const statement = await readStatement(
      period,
      async (payload) => {
        const reply = await client.send({ ...request, payload });
        if (!reply.ok) throw new KernelError(reply.error);
        return { payload: reply.payload as unknown as LedgerAnswer, messageId: reply.messageId };
      },
      () => client.logHead(),
    );
    const pack = (await client.packs()).find(({ inUse }) => inUse);
    await writePrivate(
      out,
      format === 'pdf'
        ? statementPdf(statement, { fonts: await statementFonts(), language, pack })
        : statementCsv(statement, language),
    );
    const { opening, closing, sums, entries, receipt, name } = statement;
    const report = `${out}: ${several(entries.length, 'entry', 'entries')} of ${name ?? employee} from ${from} to ${to}; ${hoursForPeople(opening)} hours before, ${hoursForPeople(closing)} after.`;
    terminal.result(
      { file: out, employee, name, from, to, opening, closing, sums, entries: entries.length, receipt },
      report,
    );
    return 0;
  },
};
