import { writeFile } from 'node:fs/promises';
import { obligationsCalendar, type DueObligation } from '@esta-logic/backend';
import { addDays, addYears, type PlainDate } from '@esta-logic/shared-types';
import { askCompliance, dateOption, todayAtEmployer } from '../ask-kernel.ts';
import type { Command } from '../command.ts';
import { several } from '../output/numbers.ts';
import { table } from '../output/table.ts';
import { WrongUsage } from '../wrong-usage.ts';

interface Answer {
  readonly from: string;
  readonly to: string;
  readonly obligations: readonly DueObligation[];
  readonly warnings: readonly string[];
  readonly next?: string;
}

export const obligationsCommand: Command = {
  name: 'obligations',
  summary: 'List what the employer must do, with its dates, before it is late.',
  positionals: [],
  options: ['from', 'to', 'ics', 'language'],
  details: [
    'Notices, the poster, records, year ends, waits that end, birthdays that matter, the watch on the 20 weeks, contracts that expire: from today for a year unless told.',
    '--ics writes the same as a calendar file that calendar programs import or subscribe to; importing it again replaces its entries.',
  ],
  async run({ text, terminal, connect }) {
    const [start, end] = [dateOption('from', text('from')), dateOption('to', text('to'))];
    const language = text('language') ?? 'en';
    if (!['en', 'es'].includes(language))
      throw new WrongUsage(`The option --language needs en or es, not ${JSON.stringify(language)}.`);
    const { client } = await connect();
    const from = start ?? (await todayAtEmployer(client));
    const to = end ?? addDays(addYears(from as PlainDate, 1), -1);
    if (from > to) throw new WrongUsage(`The span begins on ${from}, after its end on ${to}.`);
    const obligations: DueObligation[] = [];
    for (let after: string | undefined; ;) {
      const page = await askCompliance<Answer>(client, 'compliance.obligations', {
        from,
        to,
        language,
        ...(after === undefined ? {} : { after }),
      });
      obligations.push(...page.obligations);
      after = page.next;
      if (after !== undefined) continue;
      obligations.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
      const whole = { from, to, obligations, warnings: page.warnings };
      const path = text('ics');
      if (path !== undefined) {
        await writeFile(path, obligationsCalendar('Earned sick time', obligations, Date.now()));
        terminal.note(`${path} holds ${several(obligations.length, 'calendar entry', 'calendar entries')}.`);
      }
      terminal.result(whole, obligationsList(whole));
      return 0;
    }
  },
};

function obligationsList({ from, to, obligations }: Answer): string {
  if (obligations.length === 0) return `Nothing is due from ${from} to ${to}.`;
  const rows = obligations.map(({ date, sentence, citation }) => [date, sentence, citation]);
  return `What is due from ${from} to ${to}\n\n${table([{ title: 'Date' }, { title: 'What' }, { title: 'Law' }], rows)}`;
}
