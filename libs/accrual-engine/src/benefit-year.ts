import type { PlainDate } from '@esta-logic/shared-types';
import { Memory, addDays, addYears, dateOf, dateParts, daysInMonth } from '@esta-logic/shared-types';

/** How an employer's regular and consecutive 12-month period is found; `start` is `MM-DD`. */
export type BenefitYearRule =
  { readonly type: 'fixed'; readonly start: string } | { readonly type: 'anniversary'; readonly hireDate: PlainDate };

/** One benefit year; `label` is the calendar year it starts in. */
export interface BenefitYear {
  readonly start: PlainDate;
  readonly end: PlainDate;
  readonly label: string;
}

/** First day of the year with this index; a 29 February start becomes the 28th where there is none. */
function startOf(rule: BenefitYearRule, year: number): PlainDate {
  if (rule.type === 'anniversary') return addYears(rule.hireDate, year - dateParts(rule.hireDate).year);
  const month = Number(rule.start.slice(0, 2));
  return dateOf(year, month, Math.min(Number(rule.start.slice(3)), daysInMonth(year, month)));
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
  return date >= yearFrom(rule, year).start ? year : year - 1;
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
  let year = benefitYearOf(rule, from);
  while (year.start <= to) {
    years.push(year);
    year = yearFrom(rule, Number(year.label) + 1);
  }
  return years;
}
