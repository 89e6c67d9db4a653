import { decide, michigan2025 } from '@esta-logic/compliance-rules';
import { fault, type Context } from '@esta-logic/service-sdk';
import type { Employer, PlainDate, Policy } from '@esta-logic/shared-types';

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

const WEEKS_PER_YEAR = 52;

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
 * Weeks decide once there are enough of them on record; until then the headcount does, because a file that begins in
 * the middle of a year must not make a large employer small.
 */
function sizeFromTimesheets(asOf: PlainDate, context: Context): Partial<Employer> {
  const needed = michigan2025.size.weeksTest?.weeks ?? Infinity;
  const found = headcount(asOf, context);
  const { latest, weeksAtThreshold } = found;
  if (!Object.values(weeksAtThreshold).some((weeks) => weeks >= needed)) return { headcountNow: latest };
  return { headcountNow: latest, weeksWith11OrMore: weeksAtThreshold, weeksReachedOn: certainCrossings(found, needed) };
}

/**
 * The week in which a year reached the threshold matters only where the year before certainly did not: weeks that are
 * not on record might have been full ones, and then the employer was large all year.
 */
function certainCrossings(
  { weeksAtThreshold, weeksOnRecord, weeksReachedOn }: Headcount,
  needed: number,
): Readonly<Record<string, PlainDate>> {
  const certainlyBelow = (year: string): boolean =>
    WEEKS_PER_YEAR - (weeksOnRecord[year] ?? 0) + (weeksAtThreshold[year] ?? 0) < needed;
  return Object.fromEntries(
    Object.entries(weeksReachedOn).filter(([year]) => certainlyBelow(String(Number(year) - 1))),
  );
}

/** The employer's size on a day and the amounts that follow from it. */
export function classify(employer: Employer, asOf: PlainDate): Readonly<Record<string, unknown>> {
  const decision = decide('classifyEmployer', { question: 'classifyEmployer', employer, asOf }, michigan2025);
  return decision.ok ? decision.result : fault('invalid-payload', decision.message);
}
