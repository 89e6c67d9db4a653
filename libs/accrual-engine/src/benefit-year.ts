import type { PlainDate } from '@esta-logic/shared-types';
import { Memory, addDays, dateParts, isLeapYear } from '@esta-logic/shared-types';

/** How an employer's regular and consecutive 12-month period is found; `start` is `MM-DD`. */
export type BenefitYearRule =
  { readonly type: 'fixed'; readonly start: string } | { readonly type: 'anniversary'; readonly hireDate: PlainDate };

/** One benefit year; `label` is the calendar year it starts in. */
export interface BenefitYear {
  readonly start: PlainDate;
  readonly end: PlainDate;
  readonly label: string;
}

const LEAP_DAY = '-02-29';
const DAY_BEFORE = '-02-28';

/** The day on which years start, as it follows the year in a date: `-07-01`. */
function startDay(rule: BenefitYearRule): string {
  return rule.type === 'fixed' ? `-${rule.start}` : rule.hireDate.slice(4);
}

/** First day of the year that starts in this calendar year; a 29 February start becomes the 28th where there is none. */
function startOf(rule: BenefitYearRule, year: number): PlainDate {
  const day = startDay(rule);
  return `${year}${day === LEAP_DAY && !isLeapYear(year) ? DAY_BEFORE : day}` as PlainDate;
}

/** Years that were asked for before, by their rule: most people of an employer share them. */
const known = new Memory<string, BenefitYear>();

function yearFrom(rule: BenefitYearRule, year: number): BenefitYear {
  const name = (rule.type === 'fixed' ? rule.start : rule.hireDate) + year;
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = newYear(rule, year);
  known.set(name, found);
  return found;
}

function newYear(rule: BenefitYearRule, year: number): BenefitYear {
  return { start: startOf(rule, year), end: addDays(startOf(rule, year + 1), -1), label: String(year) };
}

/** The calendar year in which the benefit year that holds `date` starts. */
function yearNumber(rule: BenefitYearRule, date: PlainDate): number {
  const { year } = dateParts(date);
  return date >= startOf(rule, year) ? year : year - 1;
}

/** The benefit year that holds `date`. */
export function benefitYearOf(rule: BenefitYearRule, date: PlainDate): BenefitYear {
  return yearFrom(rule, yearNumber(rule, date));
}

/** Only the label of the benefit year that holds `date`. */
export function benefitYearLabel(rule: BenefitYearRule, date: PlainDate): string {
  return String(yearNumber(rule, date));
}

/** Every benefit year from the one holding `from` to the one holding `to`; empty when `to` is earlier. */
export function benefitYears(rule: BenefitYearRule, from: PlainDate, to: PlainDate): readonly BenefitYear[] {
  const years: BenefitYear[] = [];
  let number = yearNumber(rule, from);
  for (let year = yearFrom(rule, number); year.start <= to; year = yearFrom(rule, number)) {
    years.push(year);
    if (to <= year.end) break;
    number += 1;
  }
  return years;
}
