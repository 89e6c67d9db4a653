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
  /** Stated size; the headcount facts decide where they are given. */
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
  weeksWith11OrMore: mapOf(count),
  weeksAtThisHeadcount: mapOf(count),
  weeksReachedOn: mapOf(date),
  weeksConsecutive: flag,
  firstEmployeeDate: date,
  agreements: list(agreementDecoder),
});

export function decodeEmployer(input: unknown): Decoded<Employer> {
  return run(employerDecoder, input);
}
