import type {
  PlainDate,
  PunchedShift,
  Rational,
  TimeEvent,
  UsZone,
  Weekday,
  WorkInWeeks,
  WorkOnDays,
} from '@esta-logic/shared-types';
import {
  ZERO,
  add,
  div,
  fromEpochDay,
  instantIn,
  parseInstant,
  parseRational,
  rational,
  secondsByDay,
  toEpochDay,
  toFraction,
  weekdayOfEpochDay,
} from '@esta-logic/shared-types';

/**
 * Hours on one day: the compact form in which timesheets reach the arithmetic. Hours are exact text or a decimal number;
 * `source` names what reported them, and only ledgers repeat it.
 */
export type DayHours = readonly [date: string, hours: string | number, source?: string | number];

/** How entries that are not about one day are laid onto days. */
export interface DayLayout {
  /** Days over which a week's hours are spread evenly. */
  readonly workdays: readonly Weekday[];
  /** Nobody works before being hired: a week's hours are spread over the days from here on. */
  readonly notBefore: PlainDate | null;
  /** Where midnight is; undefined takes it as each punched time is written. */
  readonly zone?: UsZone | undefined;
}

const SECONDS_PER_HOUR = rational(3600);
const SECONDS_PER_MINUTE = 60;
const DAYS_PER_WEEK = 7;

/** What was worked and what was used, each day once, in date order. */
export interface DaysOfEvents {
  readonly days: readonly DayHours[];
  readonly uses: readonly DayHours[];
}

/** By date: the guests' engine looks slowest into maps of numbers close to each other, such as epoch days. */
type DaySums = Map<PlainDate, Rational>;

function put(sums: DaySums, day: PlainDate, hours: Rational): void {
  const before = sums.get(day);
  sums.set(day, before === undefined ? hours : add(before, hours));
}

function exact(hours: string): Rational {
  const value = parseRational(hours);
  if (value === undefined) throw new RangeError(`"${hours}" is not an amount of hours`);
  return value;
}

function spreadWeek(sums: DaySums, weekStart: number, hours: Rational, layout: DayLayout): void {
  const from = Math.max(weekStart, layout.notBefore === null ? weekStart : toEpochDay(layout.notBefore));
  const end = weekStart + DAYS_PER_WEEK;
  const days: number[] = [];
  for (let day = from; day < end; day += 1) if (layout.workdays.includes(weekdayOfEpochDay(day))) days.push(day);
  if (days.length === 0) return put(sums, fromEpochDay(from < end ? from : weekStart), hours);
  const each = div(hours, rational(days.length));
  for (const day of days) put(sums, fromEpochDay(day), each);
}

function putWeeks(sums: DaySums, event: WorkInWeeks, layout: DayLayout): void {
  const hours = exact(event.hours);
  const first = toEpochDay(event.weekOf);
  for (let week = 0; week < (event.repeatWeeks ?? 1); week += 1)
    spreadWeek(sums, first + week * DAYS_PER_WEEK, hours, layout);
}

function putRun(sums: DaySums, event: WorkOnDays, layout: DayLayout): void {
  const hours = exact(event.hours);
  let day = toEpochDay(event.firstDate);
  for (let done = 0; done < (event.repeatDays ?? 1); day += 1) {
    if (event.weekdaysOnly === true && !layout.workdays.includes(weekdayOfEpochDay(day))) continue;
    put(sums, fromEpochDay(day), hours);
    done += 1;
  }
}

/** The unpaid break is taken from the day with most of the shift, then from the others: whole seconds, never a guess of a fraction. */
function putShift(sums: DaySums, event: PunchedShift, { zone }: DayLayout): void {
  const start = parseInstant(event.start);
  const end = parseInstant(event.end);
  if (start === undefined || end === undefined)
    throw new RangeError(`a shift needs two times with offsets, not "${event.start}" and "${event.end}"`);
  let unpaid = (event.unpaidBreakMinutes ?? 0) * SECONDS_PER_MINUTE;
  const [from, to] = zone === undefined ? [start, end] : [instantIn(zone, start), instantIn(zone, end)];
  const longestFirst = [...secondsByDay(from, to)].sort((a, b) => b.seconds - a.seconds);
  for (const part of longestFirst) {
    const cut = Math.min(unpaid, part.seconds);
    unpaid -= cut;
    put(sums, part.date, div(rational(part.seconds - cut), SECONDS_PER_HOUR));
  }
}

function inOrder(sums: DaySums): readonly DayHours[] {
  const days = [...sums.keys()].sort();
  return days.map((day) => [day, toFraction(sums.get(day) ?? ZERO)] as const);
}

/** Lays decoded events onto days; the result does not depend on the order of the events. */
export function daysOfEvents(events: readonly TimeEvent[], layout: DayLayout): DaysOfEvents {
  const worked: DaySums = new Map();
  const used: DaySums = new Map();
  for (const event of events) {
    if (event.type === 'use') put(used, event.date, exact(event.hours));
    else if (event.type === 'shift') putShift(worked, event, layout);
    else if ('weekOf' in event) putWeeks(worked, event, layout);
    else if ('firstDate' in event) putRun(worked, event, layout);
    else put(worked, event.date, exact(event.hours));
  }
  return { days: inOrder(worked), uses: inOrder(used) };
}
