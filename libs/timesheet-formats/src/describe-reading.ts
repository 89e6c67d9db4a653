import type { Draft } from './reading/draft.ts';
import type { Sheet } from './reading/sheet.ts';

const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/** What the reading rests on, for the one sentence that tells a person how the file was read. */
export interface ReadingFacts {
  readonly sheet: Sheet;
  readonly headerRow: number;
  readonly delimiter: string;
  readonly drafts: readonly Draft[];
  readonly people: number;
  readonly rejected: number;
}

/** `Read as Homebase timesheet export (homebase), headings in row 3, cells parted by commas, …: 12 shifts …` */
export function describeReading(facts: ReadingFacts): string {
  const { layout } = facts.sheet;
  const product = layout.product.startsWith('any') ? '' : `${layout.product} `;
  const head = `Read as ${product}${layout.title} (${layout.name}), headings in row ${facts.headerRow}, cells parted by ${DELIMITER_WORDS[facts.delimiter] ?? facts.delimiter}`;
  const refused = facts.rejected === 0 ? '' : `; ${counted(facts.rejected, 'row')} not taken`;
  if (layout.shape === 'employees') return `${head}: ${counted(facts.people, 'employee')}${refused}.`;
  return `${head}, ${how(facts.sheet)}: ${what(facts.drafts)}${refused}.`;
}

function how(sheet: Sheet): string {
  const column = sheet.employeeColumn;
  const identity =
    column === undefined
      ? 'employees told apart by name'
      : `employees told apart by "${(sheet.header[column] ?? '').trim()}"`;
  if (sheet.layout.shape === 'periods') return `${identity}, each pay period booked on its last day`;
  if (sheet.layout.shape !== 'punches') return identity;
  return `${identity}, times ${sheet.clock.knowsZone ? "in the employer's time zone" : 'as the wall clock shows them'}`;
}

/** What a reading came to: entries of work and of use, of how many employees, between which days. */
export interface ReadingCounts {
  readonly work: number;
  readonly use: number;
  readonly employees: number;
  readonly first: string | undefined;
  readonly last: string | undefined;
}

export function countReading(drafts: readonly Draft[]): ReadingCounts {
  const work = drafts.filter((draft) => draft.kind === 'work').length;
  const employees = new Set(drafts.map((draft) => draft.employee)).size;
  let [first, last] = [drafts[0]?.date, drafts[0]?.date];
  for (const { date } of drafts) {
    if (first === undefined || date < first) first = date;
    if (last === undefined || date > last) last = date;
  }
  return { work, use: drafts.length - work, employees, first, last };
}

function what(drafts: readonly Draft[]): string {
  const { work, use, employees, first, last } = countReading(drafts);
  const span = first === undefined ? '' : `, ${first} to ${last}`;
  const used = use === 0 ? '' : ` and ${counted(use, 'use')} of sick time`;
  return `${counted(work, 'entry', 'entries')} of work${used} of ${counted(employees, 'employee')}${span}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
