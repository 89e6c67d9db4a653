import type { Language, YearEndReport } from '@esta-logic/client';
import { dateOption, languageOption } from '../ask-kernel.ts';
import type { Command } from '../command.ts';
import { LAW_WORDS } from '../output/law-words.ts';
import { hoursForPeople } from '../output/numbers.ts';
import { table } from '../output/table.ts';

export const yearEndCommand: Command = {
  name: 'yearend',
  recorded: true,
  summary: 'Close the last benefit year of every employee, or preview what it would carry over.',
  positionals: [],
  options: ['preview', 'through', 'project', 'lang'],
  details: [
    'Without --preview, the benefit year of each employee that ended last before today is closed: what is reported for it later does not change it but is posted as a correction on the day it is reported. Running it again changes nothing.',
    '--preview changes nothing and shows the year that is going on, as far as it is recorded; with --project as if work went on like in the last weeks. --through names the day by which the year ends.',
  ],
  async run({ text, flag, terminal, connect }) {
    const through = dateOption('through', text('through'));
    const language = languageOption(text('lang'));
    const { yearEnd: words } = LAW_WORDS[language];
    const { client } = await connect();
    const request = { language, ...(through === undefined ? {} : { through }) };
    let employees = 0;
    const follow = ({ done, total }: { readonly done: number; readonly total: number }): void => {
      employees = done;
      terminal.progress(words.progressOf(done, total), undefined);
    };
    const report = flag('preview')
      ? await client.previewYearEnd({ ...request, project: flag('project') }, follow)
      : await client.closeYear(request, follow);
    terminal.progress(words.progress(employees), `${words.progress(employees)}: ${words.done}`);
    terminal.result(report, yearEndTable(report, language));
    return 0;
  },
};

/** Places of the columns that hold numbers, and of those that are shown only where there is something to show. */
const NUMBERS: readonly number[] = [3, 4, 5, 6];
const GRANT = 6;
const CLOSED_ON = 7;

function yearEndTable({ lines, preview, through, warnings }: YearEndReport, language: Language): string {
  const { yearEnd: words, note } = LAW_WORDS[language];
  if (lines.length === 0) return words.none(through);
  const hidden = new Set<number>();
  if (lines.every(({ nextGrant }) => nextGrant === null)) hidden.add(GRANT);
  if (preview) hidden.add(CLOSED_ON);
  const shown = <T>(cells: readonly T[]): readonly T[] => cells.filter((_, place) => !hidden.has(place));
  const columns = words.columns.map((title, place) => ({ title, numeric: NUMBERS.includes(place) }));
  const rows = lines.map((line) => [
    line.employee,
    line.name ?? '',
    line.end,
    ...[line.balance, line.carried, line.forfeited].map(hoursForPeople),
    line.nextGrant === null ? '' : hoursForPeople(line.nextGrant),
    line.closedOn ?? '',
  ]);
  const title = preview ? words.preview(lines.length) : words.closed(lines.length);
  const notes = warnings.length === 0 ? '' : `\n\n${warnings.map((warning) => `${note}: ${warning}`).join('\n')}`;
  return `${title}\n\n${table(shown(columns), rows.map(shown))}${notes}`;
}
