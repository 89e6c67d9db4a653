import { projectedDays, type DayHours, type WorkPattern } from '@esta-logic/accrual-engine';
import {
  add,
  addDays,
  div,
  parseRational,
  rational,
  toFraction,
  weekday,
  weekOf,
  ZERO,
  type PlainDate,
  type Weekday,
} from '@esta-logic/shared-types';

/** What is assumed of the days to come. */
export interface Projection {
  /** First assumed day: the one after the last that is on record. */
  readonly from: PlainDate;
  /** Hours of an average week, exact. */
  readonly weekHours: string;
  /** Days of the week on which somebody works, Monday is 1. */
  readonly workdays: readonly Weekday[];
}

export interface ProjectedWork {
  readonly days: readonly DayHours[];
  readonly projection: Projection;
}

/** So many weeks before the last day of work tell how somebody works: long enough to even out, short enough to be recent. */
const PATTERN_WEEKS = 8;
const DAYS_PER_WEEK = 7;

/** The recorded days with the days to come added: they are worked like the last weeks. Undefined where nothing is to come or nothing is known. */
export function projectedWork(days: readonly DayHours[], until: PlainDate): ProjectedWork | undefined {
  const last = days.at(-1)?.[0] as PlainDate | undefined;
  if (last === undefined || last >= until) return undefined;
  const pattern = patternBefore(days, last);
  const from = addDays(last, 1);
  return {
    days: [...days, ...projectedDays(pattern, from, until)],
    projection: { from, weekHours: toFraction(pattern.weekHours), workdays: pattern.workdays },
  };
}

/** Whole weeks up to the one before the last day of work; where there are none, that week itself. */
function patternBefore(days: readonly DayHours[], last: PlainDate): WorkPattern {
  const thisWeek = weekOf(last);
  const first = weekOf(days[0]![0] as PlainDate);
  const end = first < thisWeek ? addDays(thisWeek, -1) : last;
  const start = first < thisWeek ? later(first, addDays(thisWeek, -PATTERN_WEEKS * DAYS_PER_WEEK)) : first;
  let [sum, weeks] = [ZERO, 0];
  const workdays = new Set<Weekday>();
  for (let week = start; week <= end; week = addDays(week, DAYS_PER_WEEK)) weeks++;
  for (const [date, hours] of days) {
    if (date < start || date > end) continue;
    sum = add(sum, parseRational(String(hours)) ?? ZERO);
    workdays.add(weekday(date as PlainDate));
  }
  if (workdays.size === 0) workdays.add(weekday(last));
  return { weekHours: div(sum, rational(weeks)), workdays: [...workdays].sort() };
}

const later = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b);
