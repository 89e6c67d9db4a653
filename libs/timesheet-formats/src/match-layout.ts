import { parseDateCell } from './cells/date-cell.ts';
import type { Field, Layout, ListField } from './layout.ts';
import { normaliseHeader } from './layout.ts';

/** Where the columns of a layout stand in one file; every number is an index into the cells of a row. */
export interface Columns {
  readonly fields: Readonly<Partial<Record<Field, number>>>;
  readonly lists: Readonly<Record<ListField, readonly number[]>>;
  /** Employee columns that are there, best first. */
  readonly employee: readonly number[];
  /** Pairs of pay-code column and hours column. */
  readonly coded: readonly (readonly [code: number, amount: number])[];
  /** Columns whose heading is a date (wide files). */
  readonly dates: readonly number[];
}

export interface Match {
  readonly layout: Layout;
  readonly columns: Columns;
}

const FIELD_WORDS: Readonly<Record<Field | ListField, string>> = {
  ...{
    name: 'a name',
    firstName: 'a first name',
    lastName: 'a last name',
    date: 'a date',
    start: 'a clock-in time',
    endDate: 'an end date',
  },
  ...{
    end: 'a clock-out time',
    break: 'a break',
    hours: 'hours',
    payCode: 'a pay code',
    job: 'a job',
    period: 'a pay period',
  },
  ...{
    periodStart: 'a period start',
    periodEnd: 'a period end',
    hireDate: 'a hire date',
    separationDate: 'a separation date',
  },
  ...{
    flsa: 'an FLSA status',
    normalWeek: 'normal weekly hours',
    work: 'regular hours',
    use: 'sick hours',
    ignored: 'holiday hours',
  },
};

/** The first layout, in the order given, whose signature and needs this row of headings fulfils. */
export function matchHeader(cells: readonly string[], layouts: readonly Layout[]): Match | undefined {
  const headers = cells.map(normaliseHeader);
  if (headers.filter((header) => header !== '').length < 2) return undefined;
  for (const layout of layouts) {
    const columns = findColumns(layout, headers, cells);
    if (missingFrom(layout, columns, headers).length === 0) return { layout, columns };
  }
  return undefined;
}

/** What a layout wants and these headings lack, in words for people; empty when the layout fits. */
export function missingColumns(layout: Layout, cells: readonly string[]): readonly string[] {
  const headers = cells.map(normaliseHeader);
  return missingFrom(layout, findColumns(layout, headers, cells), headers);
}

function missingFrom(layout: Layout, columns: Columns, headers: readonly string[]): readonly string[] {
  const missing = layout.signature.filter((name) => !headers.includes(name)).map((name) => `"${name}"`);
  if (missing.length > 0) return missing;
  const { name, firstName, lastName } = columns.fields;
  if (columns.employee.length === 0 && name === undefined && (firstName === undefined || lastName === undefined)) {
    missing.push('an employee number or name');
  }
  for (const group of layout.needs) {
    if (!group.some((want) => has(columns, want))) missing.push(group.map((want) => FIELD_WORDS[want]).join(' or '));
  }
  if (layout.shape === 'wide' && columns.dates.length === 0) missing.push('a column headed by a date');
  return missing;
}

function has(columns: Columns, want: Field | ListField): boolean {
  return want === 'work' || want === 'use' || want === 'ignored'
    ? columns.lists[want].length > 0
    : columns.fields[want] !== undefined;
}

function findColumns(layout: Layout, headers: readonly string[], cells: readonly string[]): Columns {
  const fields: Partial<Record<Field, number>> = {};
  for (const [field, names] of Object.entries(layout.fields) as [Field, readonly string[]][]) {
    const at = firstOf(headers, names);
    if (at !== undefined) fields[field] = at;
  }
  return {
    fields,
    lists: {
      work: allOf(headers, layout.lists?.work),
      use: allOf(headers, layout.lists?.use),
      ignored: allOf(headers, layout.lists?.ignored),
    },
    employee: layout.employee.map((name) => headers.indexOf(name)).filter((at) => at !== -1),
    coded: layout.codedHours === true ? codedPairs(headers) : [],
    dates: layout.shape === 'wide' ? dateHeadings(cells) : [],
  };
}

function firstOf(headers: readonly string[], names: readonly string[]): number | undefined {
  for (const name of names) {
    const at = headers.indexOf(name);
    if (at !== -1) return at;
  }
  return undefined;
}

function allOf(headers: readonly string[], names: readonly string[] = []): readonly number[] {
  return headers.flatMap((header, at) => (header !== '' && names.includes(header) ? [at] : []));
}

/** `Hours 3 Code` with `Hours 3 Amount`, for any number. */
function codedPairs(headers: readonly string[]): readonly (readonly [number, number])[] {
  return headers.flatMap((header, code) => {
    const number = /^hours (\d{1,2}) code$/.exec(header)?.[1];
    const amount = number === undefined ? -1 : headers.indexOf(`hours ${number} amount`);
    return amount === -1 ? [] : [[code, amount] as const];
  });
}

function dateHeadings(cells: readonly string[]): readonly number[] {
  return cells.flatMap((cell, at) => ((parseDateCell(cell, 'mdy') ?? parseDateCell(cell, 'dmy')) ? [at] : []));
}
