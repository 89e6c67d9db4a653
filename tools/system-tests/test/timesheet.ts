import { hoursText, TICKS_PER_HOUR } from './exact.ts';

/** Before the oldest machine's today: work in the future is refused. From 2025-02-21 on a large employer's hours count. */
const FIRST_DAY = Date.UTC(2025, 2, 3);
const DAY = 86_400_000;

/** A day after the last row and within its benefit year, after the waiting time. */
export const AS_OF = '2025-12-31';

/** An employer whose size does not depend on who worked: so that balances are sums. */
export const EMPLOYER = {
  employer: { name: 'Exact Works', size: 'large' },
  policy: { method: 'accrual', benefitYear: { type: 'calendar' } },
} as const;

export interface Timesheet {
  readonly csv: string;
  readonly rows: number;
  readonly employees: number;
  /** What `esta balances` must say of each employee, by id in order of ids. */
  readonly expected: readonly ExpectedBalance[];
}

export interface ExpectedBalance {
  readonly employee: string;
  readonly hoursWorked: string;
  readonly accrued: string;
  readonly carriedIn: '0';
  readonly used: string;
  readonly available: string;
}

/**
 * A timesheet of `people × days` rows, the same for the same arguments: minutes and seconds in the ways people write
 * them, some people twice on a day with the same hours, and now and then an hour of sick time.
 */
export function makeTimesheet(people: number, days: number): Timesheet {
  const lines = ['employee,date,hours,kind'];
  const sums = Array.from({ length: people }, () => ({ worked: 0, used: 0 }));
  for (let day = 0; day < days; day++) {
    // Every tenth day is the one before once more: two equal shifts on a day are two shifts.
    const date = new Date(FIRST_DAY + (day % 10 === 9 ? day - 1 : day) * DAY).toISOString().slice(0, 10);
    for (let person = 0; person < people; person++) {
      const use = (day * 7 + person) % 50 === 49;
      const ticks = use ? TICKS_PER_HOUR : ticksOf(day - (day % 10 === 9 ? 1 : 0), person);
      sums[person]![use ? 'used' : 'worked'] += ticks;
      lines.push(`${idOf(person)},${date},${written(ticks, day + person)},${use ? 'use' : 'work'}`);
    }
  }
  const expected = sums.map(({ worked, used }, person) => balance(idOf(person), worked, used));
  return { csv: `${lines.join('\n')}\n`, rows: people * days, employees: people, expected };
}

const idOf = (person: number): string => `E${String(1000 + person)}`;

/** Between 3 and 9 hours, in minutes; for some in quarter hours, for a few in twentieths of a minute. */
function ticksOf(day: number, person: number): number {
  const minutes = 180 + ((day * 137 + person * 91) % 361);
  if (person % 3 === 0) return Math.round(minutes / 15) * 900;
  return person % 7 === 1 ? minutes * 60 + 18 : minutes * 60;
}

/** `7:30`, `7:30:18` or `7.5`: hours as people and products write them. */
function written(ticks: number, way: number): string {
  const hundredths = ticks / 36;
  if (way % 2 === 1 && Number.isInteger(hundredths)) return String(hundredths / 100);
  const two = (value: number): string => String(value).padStart(2, '0');
  const text = `${Math.floor(ticks / TICKS_PER_HOUR)}:${two(Math.floor((ticks % TICKS_PER_HOUR) / 60))}`;
  return ticks % 60 === 0 ? text : `${text}:${two(ticks % 60)}`;
}

/** MCL 408.963: one hour per 30 worked; what was used is subtracted. */
function balance(employee: string, worked: number, used: number): ExpectedBalance {
  return {
    employee,
    hoursWorked: hoursText(worked),
    accrued: hoursText(worked, 30),
    carriedIn: '0',
    used: hoursText(used),
    available: hoursText(worked - 30 * used, 30),
  };
}
