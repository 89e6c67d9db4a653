import { CALENDAR_NAME, obligationsCalendar } from '@esta-logic/backend';
import type { Language, ObligationsReport } from '@esta-logic/client';
import { dateOption, languageOption } from '../ask-kernel.ts';
import type { Command } from '../command.ts';
import { LAW_WORDS } from '../output/law-words.ts';
import { several } from '../output/numbers.ts';
import { table } from '../output/table.ts';
import { writePrivate } from '../write-output.ts';
import { WrongUsage } from '../wrong-usage.ts';

export const obligationsCommand: Command = {
  name: 'obligations',
  summary: 'List what the employer must do, with its dates, before it is late.',
  positionals: [],
  options: ['from', 'to', 'ics', 'lang'],
  details: [
    'Notices, the poster, records, year ends, waits that end, birthdays that matter, the watch on the 20 weeks, contracts that expire: from today for a year unless told.',
    '--ics writes the same as a calendar file that calendar programs import or subscribe to; importing it again replaces its entries.',
  ],
  async run({ text, terminal, connect }) {
    const [from, to] = [dateOption('from', text('from')), dateOption('to', text('to'))];
    const language = languageOption(text('lang'));
    if (from !== undefined && to !== undefined && from > to)
      throw new WrongUsage(`The span begins on ${from}, after its end on ${to}.`);
    const { client } = await connect();
    const span = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const report = await client.obligations({ ...span, language });
    const path = text('ics');
    if (path !== undefined) {
      await writePrivate(path, obligationsCalendar(CALENDAR_NAME[language], report.obligations, Date.now()));
      terminal.note(`${path} holds ${several(report.obligations.length, 'calendar entry', 'calendar entries')}.`);
    }
    terminal.result(report, obligationsList(report, language));
    return 0;
  },
};

function obligationsList({ from, to, obligations }: ObligationsReport, language: Language): string {
  const { obligations: words } = LAW_WORDS[language];
  if (obligations.length === 0) return words.none(from, to);
  const rows = obligations.map(({ date, sentence, citation }) => [date, sentence, citation]);
  const columns = words.columns.map((title) => ({ title }));
  return `${words.title(from, to)}\n\n${table(columns, rows)}`;
}
