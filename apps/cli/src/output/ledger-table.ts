import { hoursForPeople } from './numbers.ts';
import { table } from './table.ts';

export interface LedgerLine {
  readonly date: string;
  readonly kind: string;
  readonly hours: string;
  readonly balance: string;
  readonly year: string;
  readonly cause: string;
  readonly counted?: string;
  readonly rule: string;
  readonly citation: string;
  readonly pack: string;
}

export interface LedgerAnswer {
  readonly asOf: string;
  readonly employee: string;
  readonly name: string | null;
  readonly entries: readonly LedgerLine[];
  readonly warnings: readonly string[];
}

/** What each kind of entry is called. */
const KINDS: Readonly<Record<string, string>> = {
  accrual: 'accrued',
  carryover: 'carried in',
  use: 'used',
  frontload: 'granted',
  trueUp: 'trued up',
  reinstatement: 'reinstated',
  adjustment: 'adjusted',
  forfeiture: 'lapsed',
};
/** What the causes that the engine writes itself mean; any other cause was given by somebody and stands as it is. */
const CAUSES: Readonly<Record<string, string>> = {
  yearStart: 'start of the year',
  yearEnd: 'end of the year',
  taken: 'leave taken',
  overdrawn: 'debt not carried over',
};

/** The entries as people read them: hours with two decimals, the citation of the law beside each. */
export function ledgerTable({ employee, name, asOf, entries, warnings }: LedgerAnswer): string {
  const title = `Ledger of ${name === null ? employee : `${name} (${employee})`} as of ${asOf}`;
  if (entries.length === 0) return `${title}\n\nNo entries: no hours count yet.`;
  const rows = entries.map((line) => [
    line.date,
    line.year,
    KINDS[line.kind] ?? line.kind,
    signed(line.hours),
    hoursForPeople(line.balance),
    causeOf(line),
    `${line.citation} (${line.rule})`,
  ]);
  const columns = [
    { title: 'Date' },
    { title: 'Year' },
    { title: 'Entry' },
    { title: 'Hours', numeric: true },
    { title: 'Balance', numeric: true },
    { title: 'Because' },
    { title: 'Law' },
  ];
  const packs = [...new Set(entries.map(({ pack }) => pack))].join(', ');
  return [
    title,
    '',
    table(columns, rows),
    '',
    `Rule pack ${packs}.`,
    ...warnings.map((warning) => `Note: ${warning}`),
  ].join('\n');
}

function causeOf({ cause, counted }: LedgerLine): string {
  return counted === undefined ? (CAUSES[cause] ?? cause) : `${hoursForPeople(counted)} hours worked`;
}

function signed(hours: string): string {
  return hours.startsWith('-') ? hoursForPeople(hours) : `+${hoursForPeople(hours)}`;
}
