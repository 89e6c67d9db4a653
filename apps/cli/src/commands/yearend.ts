import { KernelError } from '@esta-logic/kernel-boundary';
import { addDays, addYears, type PlainDate } from '@esta-logic/shared-types';
import { dateOption, todayAtEmployer } from '../ask-kernel.ts';
import type { Command } from '../command.ts';
import { countForPeople, hoursForPeople, several } from '../output/numbers.ts';
import { table } from '../output/table.ts';

interface YearEndLine {
  readonly employee: string;
  readonly name?: string;
  readonly year: string;
  readonly end: string;
  readonly balance: string;
  readonly carried: string;
  readonly forfeited: string;
  readonly nextGrant: string | null;
  readonly closedOn: string | null;
}

interface YearEndPage {
  readonly through: string;
  readonly lines: readonly YearEndLine[];
  readonly asked: number;
  readonly warnings: readonly string[];
  readonly next?: string;
}

export const yearEndCommand: Command = {
  name: 'yearend',
  summary: 'Close the last benefit year of every employee, or preview what it would carry over.',
  positionals: [],
  options: ['preview', 'through', 'project'],
  details: [
    'Without --preview, the benefit year of each employee that ended last before today is closed: what is reported for it later does not change it but is posted as a correction on the day it is reported. Running it again changes nothing.',
    '--preview changes nothing and shows the year that is going on, as far as it is recorded; with --project as if work went on like in the last weeks. --through names the day by which the year ends.',
  ],
  async run({ text, flag, terminal, connect, signal }) {
    const day = dateOption('through', text('through'));
    const preview = flag('preview');
    const { client } = await connect();
    const today = (await todayAtEmployer(client)) as PlainDate;
    const through = day ?? (preview ? addDays(addYears(today, 1), -1) : addDays(today, -1));
    const request = { through, ...(preview && flag('project') ? { project: true } : {}) };
    const lines: YearEndLine[] = [];
    const warnings = new Set<string>();
    for (let [asked, after]: [number, string | undefined] = [0, undefined]; !signal.aborted;) {
      const opcode = preview ? 'compliance.yearend.preview' : 'compliance.yearend.run';
      const payload = { ...request, ...(after === undefined ? {} : { after }) };
      const reply = await client.send({
        type: preview ? 'Query' : 'Command',
        target: 'compliance-engine',
        opcode,
        payload,
      });
      if (!reply.ok) throw new KernelError(reply.error);
      const page = reply.payload as unknown as YearEndPage;
      lines.push(...page.lines);
      for (const warning of page.warnings) warnings.add(warning);
      asked += page.asked;
      after = page.next;
      terminal.progress(
        `${countForPeople(asked)} employees`,
        after === undefined ? `${countForPeople(asked)} employees: done` : undefined,
      );
      if (after === undefined) break;
    }
    const whole = { through, preview, lines, warnings: [...warnings] };
    terminal.result(whole, yearEndTable(lines, preview, through));
    return signal.aborted ? 1 : 0;
  },
};

function yearEndTable(lines: readonly YearEndLine[], preview: boolean, through: string): string {
  if (lines.length === 0) return `No benefit year has ended by ${through}.`;
  const grants = lines.some(({ nextGrant }) => nextGrant !== null);
  const columns = [
    { title: 'Employee' },
    { title: 'Name' },
    { title: 'Year ends' },
    { title: 'Balance', numeric: true },
    { title: 'Carries over', numeric: true },
    { title: 'Lapses', numeric: true },
    ...(grants ? [{ title: 'Next grant', numeric: true }] : []),
    ...(preview ? [] : [{ title: 'Closed on' }]),
  ];
  const rows = lines.map((line) => [
    line.employee,
    line.name ?? '',
    line.end,
    ...[line.balance, line.carried, line.forfeited].map(hoursForPeople),
    ...(grants ? [line.nextGrant === null ? '' : hoursForPeople(line.nextGrant)] : []),
    ...(preview ? [] : [line.closedOn ?? '']),
  ]);
  const title = preview
    ? `Preview of the year end for ${several(lines.length, 'employee')}: nothing is changed`
    : `Closed the year of ${several(lines.length, 'employee')}`;
  return `${title}\n\n${table(columns, rows)}`;
}
