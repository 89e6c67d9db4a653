import type { Balance, SeriesPoint } from '@esta-logic/client';
import {
  add, addDays, addMonths, compareDates, div, min, type PlainDate, plainDate, rational, type Rational, sub, toFraction, weekOf, ZERO,
} from '@esta-logic/shared-types'; // prettier-ignore

/** A company for the tests: who works there, since when, how many hours a week, and what sick time they took. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly hired: PlainDate;
  readonly weekHours: Rational;
  readonly uses: readonly (readonly [date: PlainDate, hours: Rational])[];
}

export const TODAY = plainDate('2026-06-30');
const FIRST_WEEK = plainDate('2025-03-03');
const USE_CAP = rational(72);
const THIRTY = rational(30);

const FIRST = [
  'Ana',
  'Marcus',
  'Priya',
  'Joseph',
  'Lena',
  'Dwayne',
  'Sofía',
  'Tomasz',
  'Grace',
  'Ibrahim',
  'Noor',
  'Caleb',
  'Mei',
  'Rosa',
  'Viktor',
  'Hannah',
];
const LAST = ['Kowalski', 'Brown', 'Okafor', 'Nguyen', 'García', 'Haddad', 'Lindqvist', 'Johnson', 'Van Dyke', 'Patel', 'Müller', 'O’Connor', 'Abdi', 'Steele', 'Novak', 'Reyes', 'Whitaker']; // prettier-ignore
const WEEKS = ['77/2', '40', '112/3', '24', '30', '125/6', '36', '221/6'] as const;

export function makePerson(number: number): Person {
  const first = FIRST[number % FIRST.length] ?? '';
  const last = LAST[(number * 7 + Math.floor(number / 16)) % LAST.length] ?? '';
  const recent = number % 13 === 4;
  const hired = recent
    ? addDays(plainDate('2026-04-06'), (number % 5) * 14)
    : addDays(plainDate('2021-02-01'), (number * 37) % 1500);
  const [n = '40', d = '1'] = (
    isIll(number) ? '40' : (WEEKS[(number * 3 + Math.floor(number / 8)) % WEEKS.length] ?? '40')
  ).split('/');
  return {
    id: `E-${String(1001 + number)}`,
    name: `${first} ${last}`,
    hired,
    weekHours: rational(Number(n), Number(d)),
    uses: usesOf(number, recent),
  };
}

const isIll = (number: number): boolean => number % 41 === 9;

/** Most people take a day now and then; every 41st was ill for so long that the cap is reached. */
function usesOf(number: number, recent: boolean): Person['uses'] {
  if (recent) return [];
  if (isIll(number))
    return Array.from({ length: 9 }, (_, day) => [addDays(plainDate('2026-04-13'), day), rational(8)] as const);
  const days = Array.from({ length: (number + Math.floor(number / 11)) % 5 }, (_, index) =>
    addMonths(addDays(plainDate('2025-09-08'), number % 23), index * 2),
  );
  return days.map((date, index) => [date, index % 2 === 0 ? rational(8) : rational(15, 4)] as const);
}

interface Sums {
  readonly worked: Rational;
  readonly accrued: Rational;
  readonly carriedIn: Rational;
  readonly used: Rational;
}

/** The sums of the benefit year that holds `asOf`: a plain re-telling of the rule for this company only. */
function sumsAt(person: Person, asOf: PlainDate): Sums {
  let sums: Sums = { worked: ZERO, accrued: ZERO, carriedIn: ZERO, used: ZERO };
  for (const year of ['2025', '2026'] as const) {
    if (asOf < `${year}-01-01`) break;
    const carriedIn = min(USE_CAP, sub(add(sums.accrued, sums.carriedIn), sums.used));
    const until = compareDates(asOf, plainDate(`${year}-12-31`)) < 0 ? asOf : plainDate(`${year}-12-31`);
    const worked = weeksWorked(person, year, until);
    const hours = rational(BigInt(person.weekHours.n) * BigInt(worked), person.weekHours.d);
    const used = person.uses
      .filter(([date]) => date.startsWith(year) && date <= until)
      .reduce((sum, [, taken]) => add(sum, taken), ZERO);
    sums = { worked: hours, accrued: div(hours, THIRTY), carriedIn, used };
  }
  return sums;
}

/** Whole weeks worked in a year up to a day: from the first Monday after being hired. */
function weeksWorked(person: Person, year: string, until: PlainDate): number {
  let monday = person.hired > FIRST_WEEK ? weekOf(addDays(person.hired, 6)) : FIRST_WEEK;
  let weeks = 0;
  for (; addDays(monday, 6) <= until; monday = addDays(monday, 7)) if (monday.startsWith(year)) weeks += 1;
  return weeks;
}

/** As the server answers: exact fractions, `useCap` beside them. */
export function balanceOf(person: Person, asOf: PlainDate): Balance & { useCap: string } {
  const { worked, accrued, carriedIn, used } = sumsAt(person, asOf);
  const wait = person.hired >= '2025-02-21';
  const left = sub(add(accrued, carriedIn), used);
  const capLeft = sub(USE_CAP, used);
  const usableFrom = wait ? addDays(person.hired, 120) : '2025-02-21';
  return {
    employee: person.id,
    name: person.name,
    hoursWorked: toFraction(worked),
    accrued: toFraction(accrued),
    carriedIn: toFraction(carriedIn),
    used: toFraction(used),
    available: toFraction(usableFrom > asOf ? ZERO : min(left, capLeft)),
    usableFrom,
    citations: [
      'MCL 408.963 (accrual.start.largeEmployer)',
      'MCL 408.963 (hours.counted)',
      'MCL 408.963 (accrual.rate)',
      ...(wait ? ['MCL 408.963 (waiting.period)'] : []),
      'MCL 408.962 (smallBusiness.20weeks)',
      'MCL 408.963 (carryover.cap)',
      'MCL 408.963 (use.cap)',
    ],
    ...(Number(person.id.slice(2)) % 29 === 6 ? { hireDateAssumed: true } : {}),
    useCap: toFraction(USE_CAP),
  };
}

export function pointOf(person: Person, date: PlainDate): SeriesPoint {
  const { hoursWorked, accrued, used, available } = balanceOf(person, date);
  return { date, hoursWorked, accrued, used, available };
}

export function seriesOf(person: Person, from: PlainDate, to: PlainDate, step: 'week' | 'month'): SeriesPoint[] {
  const points: SeriesPoint[] = [];
  for (let index = 0; ; index += 1) {
    const date = step === 'week' ? addDays(from, 7 * index) : addMonths(from, index);
    if (date >= to) break;
    points.push(pointOf(person, date));
  }
  return [...points, pointOf(person, to)];
}
