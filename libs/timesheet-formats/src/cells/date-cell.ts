import type { PlainDate } from '@esta-logic/shared-types';
import { dateOf, daysInMonth } from '@esta-logic/shared-types';

/** Which number comes first in `1/5/2026`: the month (United States) or the day. */
export type DateOrder = 'mdy' | 'dmy';

/** What the dates of a file tell about their order; filled by {@link weighDate}, judged by {@link settleOrder}. */
export interface DateEvidence {
  /** Dates that only make sense month first, such as 1/25/2026. */
  monthFirst: number;
  /** Dates that only make sense day first, such as 25/1/2026. */
  dayFirst: number;
  /** Dates that make sense both ways and differ, such as 1/5/2026. */
  either: number;
  /** The first date of the last kind, to show to people. */
  example?: string;
}

export function noEvidence(): DateEvidence {
  return { monthFirst: 0, dayFirst: 0, either: 0 };
}

/** Longer text is not a date. */
const LONGEST = 40;
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+/i;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NUMERIC = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
const MONTH_NAME_FIRST = /^([a-z]{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4})$/i;
const DAY_THEN_NAME = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})$/i;
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** 1 to 12 for `Jan`, `Sept`, `January`; 0 for anything else. */
function monthNumber(name: string): number {
  const lower = name.toLowerCase();
  return MONTHS.findIndex((month) => month === lower || (lower.length <= 4 && month.startsWith(lower))) + 1;
}

/** `26` means 2026: time clocks do not write dates of another century. */
function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function real(year: number, month: number, day: number): PlainDate | undefined {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return undefined;
  return day <= daysInMonth(year, month) ? dateOf(year, month, day) : undefined;
}

/** `Mon, Jan 5, 2026` without its weekday. */
function bare(cell: string): string {
  const text = cell.trim();
  return text.length > LONGEST ? '' : text.replace(WEEKDAY, '');
}

/**
 * A date as products write it: `2026-01-05`, `2026/1/5`, `20260105`, `1/5/2026`, `01-05-26`, `5.1.2026` (a dot means day
 * first), `Jan 5, 2026`, `5 Jan 2026`, with or without a weekday in front. `order` decides slashes and dashes.
 * Undefined when the text is no date or no day of the calendar.
 */
export function parseDateCell(cell: string, order: DateOrder): PlainDate | undefined {
  const text = bare(cell);
  const iso = YEAR_FIRST.exec(text);
  if (iso !== null) return real(Number(iso[1]), Number(iso[3]), Number(iso[4]));
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) {
    const [, a, mark, b, year = ''] = numeric;
    const dayFirst = mark === '.' || order === 'dmy';
    return dayFirst ? real(fullYear(year), Number(b), Number(a)) : real(fullYear(year), Number(a), Number(b));
  }
  return named(text);
}

function named(text: string): PlainDate | undefined {
  const compact = COMPACT.exec(text);
  if (compact !== null) return real(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const first = MONTH_NAME_FIRST.exec(text);
  if (first !== null) return real(fullYear(first[3] ?? ''), monthNumber(first[1] ?? ''), Number(first[2]));
  const then = DAY_THEN_NAME.exec(text);
  return then === null ? undefined : real(fullYear(then[3] ?? ''), monthNumber(then[2] ?? ''), Number(then[1]));
}

/** Adds what one cell tells about the order of month and day. */
export function weighDate(evidence: DateEvidence, cell: string): void {
  const numeric = NUMERIC.exec(bare(cell));
  if (numeric === null || numeric[2] === '.') return;
  const [a, b] = [Number(numeric[1]), Number(numeric[3])];
  if (a > 12 && b <= 12) evidence.dayFirst += 1;
  else if (b > 12 && a <= 12) evidence.monthFirst += 1;
  else if (a !== b && a <= 12) {
    evidence.either += 1;
    evidence.example ??= cell.trim();
  }
}

/** The order to read a file by. Month first unless only day-first evidence is there; `sure` says the file itself decided. */
export function settleOrder(evidence: DateEvidence): {
  readonly order: DateOrder;
  readonly sure: boolean;
  readonly mixed: boolean;
} {
  const order = evidence.dayFirst > 0 && evidence.monthFirst === 0 ? 'dmy' : 'mdy';
  const mixed = evidence.dayFirst > 0 && evidence.monthFirst > 0;
  return { order, mixed, sure: !mixed && (evidence.either === 0 || evidence.dayFirst + evidence.monthFirst > 0) };
}

const DATE_IN_TEXT =
  /\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\d)|[a-z]{3,9}\.? \d{1,2},? \d{4}/gi;

/** The pieces of a title or a pay-period cell that look like dates, in order: `Pay period 1/5/2026 - 1/18/2026` has two. */
export function findDates(text: string): readonly string[] {
  return text.length > 400 ? [] : (text.match(DATE_IN_TEXT) ?? []);
}
