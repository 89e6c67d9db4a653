import type { Agreement } from './agreement.ts';
import { agreementDecoder } from './agreement.ts';
import type { Decoded, Decoder } from './decode.ts';
import { count, date, flag, list, mapOf, object, oneOf, run, text } from './decode.ts';
import type { PlainDate } from './plain-date.ts';

/** The tiers of Michigan's Act; other packs name their own tiers by headcount. */
export type EmployerSize = 'small' | 'large';

/** What the law asks about an employer; every fact is optional, and a question that needs a missing one says so. */
export interface Employer {
  readonly name?: string;
  /** `private` unless said: `usGovernment`, `stateGovernment`, `railroad`, … */
  readonly type?: string;
  /** IANA zone in which its plain dates are meant. */
  readonly timeZone?: string;
  /** Stated size; weeks on record decide before it, the headcount only where neither is given. */
  readonly size?: EmployerSize;
  readonly headcount?: number;
  readonly headcountNow?: number;
  readonly michiganHeadcount?: number;
  readonly otherUsHeadcount?: number;
  readonly regularEmployees?: number;
  readonly staffingAgencyWorkers?: number;
  readonly ownersOnPayroll?: number;
  readonly ownersNotEmployees?: number;
  /** Calendar year → workweeks with 11 or more on the payroll. */
  readonly weeksWith11OrMore?: Readonly<Record<string, number>>;
  /** Calendar year → workweeks at the headcount that the other facts add up to. */
  readonly weeksAtThisHeadcount?: Readonly<Record<string, number>>;
  /** Calendar year → Monday of the workweek that completed the weeks which make an employer larger; where known, the larger size begins then. */
  readonly weeksReachedOn?: Readonly<Record<string, PlainDate>>;
  readonly weeksConsecutive?: boolean;
  /** Day on which it first employed anyone: a start-up's duty begins later. */
  readonly firstEmployeeDate?: PlainDate;
  /** Agreements in force or ended, whose end someone has to watch. */
  readonly agreements?: readonly Agreement[];
}

/** A leap year can touch 54 calendar workweeks. */
const MOST_WEEKS_OF_A_YEAR = 54;
const CALENDAR_YEAR = /^\d{4}$/;
const counts = mapOf(count);

const weeksByYear: Decoder<Readonly<Record<string, number>>> = (value, path, context) => {
  const decoded = counts(value, path, context);
  for (const [year, weeks] of Object.entries(decoded ?? {})) {
    if (CALENDAR_YEAR.test(year) && !(weeks > MOST_WEEKS_OF_A_YEAR)) continue;
    const message = `${path}.${year} is ${weeks}; give calendar years with at most ${MOST_WEEKS_OF_A_YEAR} workweeks each.`;
    context.errors.push({ path, message });
  }
  return decoded;
};

export const employerDecoder: Decoder<Employer> = object<Employer>({
  name: text,
  type: text,
  timeZone: text,
  size: oneOf('small', 'large'),
  headcount: count,
  headcountNow: count,
  michiganHeadcount: count,
  otherUsHeadcount: count,
  regularEmployees: count,
  staffingAgencyWorkers: count,
  ownersOnPayroll: count,
  ownersNotEmployees: count,
  weeksWith11OrMore: weeksByYear,
  weeksAtThisHeadcount: weeksByYear,
  weeksReachedOn: mapOf(date),
  weeksConsecutive: flag,
  firstEmployeeDate: date,
  agreements: list(agreementDecoder),
});

export function decodeEmployer(input: unknown): Decoded<Employer> {
  return run(employerDecoder, input);
}
