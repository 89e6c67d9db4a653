import { decide, michigan2025 } from '@esta-logic/compliance-rules';
import { fault, type Context } from '@esta-logic/service-sdk';
import { daysBetween, type Employer, type PlainDate, type Policy } from '@esta-logic/shared-types';

/** The employer as the rules need it: with its size stated, or told from the timesheets. */
export interface EmployerFacts {
  readonly employer: Employer;
  readonly policy: Policy;
  readonly configured: boolean;
  /** True when nobody stated the size and the timesheets told it. */
  readonly sizeFromTimesheets: boolean;
}

type Stored = Omit<EmployerFacts, 'sizeFromTimesheets'>;

/** Who worked in each week, as time-service counted up to a day. */
export interface Headcount {
  readonly latest: number;
  readonly latestWeekOf?: PlainDate;
  readonly weeksAtThreshold: Readonly<Record<string, number>>;
  readonly weeksOnRecord: Readonly<Record<string, number>>;
  readonly weeksReachedOn: Readonly<Record<string, PlainDate>>;
}

const DAYS_PER_WEEK = 7;

/** Asks employee-service for the employer and, when its size cannot be told from that, time-service for the headcount. */
export function employerFacts(asOf: PlainDate, context: Context): EmployerFacts {
  const stored = context.channel('employees').call<Stored>('employer.get', {});
  if (statesSize(stored.employer)) return { ...stored, sizeFromTimesheets: false };
  return {
    ...stored,
    employer: { ...stored.employer, ...sizeFromTimesheets(asOf, context) },
    sizeFromTimesheets: true,
  };
}

const statesSize = ({
  size,
  headcount,
  headcountNow,
  weeksWith11OrMore,
  regularEmployees,
  michiganHeadcount,
}: Employer): boolean =>
  [size, headcount, headcountNow, weeksWith11OrMore, regularEmployees, michiganHeadcount].some(
    (fact) => fact !== undefined,
  );

/** Asks time-service for the weeks that the size test of the law looks at. */
export function headcount(asOf: PlainDate, context: Context): Headcount {
  const test = michigan2025.size.weeksTest;
  const asked = { threshold: test?.atLeast ?? 1, asOf, ...(test === null ? {} : { weeks: test.weeks }) };
  return context.channel('time').call<Headcount>('time.headcount', asked);
}

/**
 * Weeks decide once enough of them are on record, or once it is certain that there cannot be enough; until then the
 * headcount does, because a file that begins in the middle of a year must not make a large employer small.
 */
function sizeFromTimesheets(asOf: PlainDate, context: Context): Partial<Employer> {
  const needed = michigan2025.size.weeksTest?.weeks ?? Infinity;
  const found = headcount(asOf, context);
  const { latest, weeksAtThreshold } = found;
  const year = Number(asOf.slice(0, 4));
  const reached = Object.values(weeksAtThreshold).some((weeks) => weeks >= needed);
  const below = mostWeeks(found, year - 1) < needed && mostWeeks(found, year, asOf) < needed;
  if (!reached && !below) return { headcountNow: latest };
  // What is not on record from before may have made it large then: for those days it counts as large.
  const before = reached ? {} : { [String(year - 2)]: mostWeeks(found, year - 2) };
  return {
    headcountNow: latest,
    weeksWith11OrMore: { ...weeksAtThreshold, ...before },
    weeksReachedOn: certainCrossings(found, needed),
  };
}

/** The most weeks at the threshold that a year can have had up to a day: one that is not on record might have been one. */
function mostWeeks({ weeksAtThreshold, weeksOnRecord }: Headcount, year: number, until?: PlainDate): number {
  const begun = daysBetween(`${year}-01-01` as PlainDate, until ?? (`${year}-12-31` as PlainDate)) / DAYS_PER_WEEK;
  const unknown = Math.max(0, Math.ceil(begun) - (weeksOnRecord[String(year)] ?? 0));
  return unknown + (weeksAtThreshold[String(year)] ?? 0);
}

/**
 * The week in which a year reached the threshold matters only where the year before certainly did not: otherwise the
 * employer might have been large all year.
 */
function certainCrossings(found: Headcount, needed: number): Readonly<Record<string, PlainDate>> {
  const crossings = Object.entries(found.weeksReachedOn);
  return Object.fromEntries(crossings.filter(([year]) => mostWeeks(found, Number(year) - 1) < needed));
}

/** The employer's size on a day and the amounts that follow from it. */
export function classify(employer: Employer, asOf: PlainDate): Readonly<Record<string, unknown>> {
  const decision = decide('classifyEmployer', { question: 'classifyEmployer', employer, asOf }, michigan2025);
  return decision.ok ? decision.result : fault('invalid-payload', decision.message);
}
