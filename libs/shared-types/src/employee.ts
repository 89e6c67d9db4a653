import type { Decoded, Decoder, HoursText } from './decode.ts';
import { count, date, flag, hours, list, mapOf, money, object, oneOf, run, text } from './decode.ts';
import type { PlainDate } from './plain-date.ts';

/** Written notice, given at hire, of the hours a part-time employee is expected to work in a year. */
export interface ExpectedHoursNotice {
  readonly givenOn: PlainDate;
  readonly expectedAnnualHours: HoursText;
}

/** A policy under which people schedule themselves; both limbs are needed for the exclusion. */
export interface SelfScheduling {
  readonly employeePicksShifts?: boolean;
  readonly employerMaintainsSchedule?: boolean;
  readonly adverseActionProhibitedForNoHours?: boolean;
}

export interface RateHours {
  readonly hours: HoursText;
  readonly rateUsd: string;
}

/** A stretch of employment with the same employer that has ended. */
export interface EndedEmployment {
  readonly hireDate: PlainDate;
  readonly separationDate: PlainDate;
  /** True where the value of the unused time was paid at its end. */
  readonly paidOut?: boolean;
}

/** What the law asks about a person at work; facts are optional, and a question that needs a missing one says so. */
export interface Employee {
  readonly id?: string;
  readonly name?: string;
  readonly hireDate?: PlainDate;
  readonly separationDate?: PlainDate;
  /** True where the value of the unused time was paid at the separation. */
  readonly paidOut?: boolean;
  /** Before the employment that `hireDate` began, oldest first. */
  readonly earlierEmployments?: readonly EndedEmployment[];
  readonly birthDate?: PlainDate;
  readonly flsa?: 'exempt' | 'nonexempt';
  readonly normalWeekHours?: HoursText;
  readonly fullTime?: boolean;
  readonly ageYears?: number;
  readonly worksInMichigan?: boolean;
  /** The same fact for other states' packs. */
  readonly worksInState?: boolean;
  readonly independentContractor?: boolean;
  readonly volunteer?: boolean;
  readonly selfScheduling?: SelfScheduling;
  readonly unpaidIntern?: Readonly<Record<string, boolean>>;
  readonly writtenExpectedHoursNotice?: ExpectedHoursNotice;
  readonly baseHourlyUsd?: string;
  readonly normalHourlyUsd?: string;
  readonly tipped?: boolean;
  readonly variesByWork?: boolean;
  readonly priorPayPeriod?: readonly RateHours[];
  readonly priorPayPeriodBonusUsd?: string;
  readonly priorPayPeriodTipsUsd?: string;
}

export const employeeDecoder: Decoder<Employee> = object<Employee>({
  id: text,
  name: text,
  hireDate: date,
  separationDate: date,
  paidOut: flag,
  earlierEmployments: list(
    object<EndedEmployment>({ hireDate: date, separationDate: date, paidOut: flag }, ['hireDate', 'separationDate']),
  ),
  birthDate: date,
  flsa: oneOf('exempt', 'nonexempt'),
  normalWeekHours: hours,
  fullTime: flag,
  ageYears: count,
  worksInMichigan: flag,
  worksInState: flag,
  independentContractor: flag,
  volunteer: flag,
  selfScheduling: object<SelfScheduling>({
    employeePicksShifts: flag,
    employerMaintainsSchedule: flag,
    adverseActionProhibitedForNoHours: flag,
  }),
  unpaidIntern: mapOf(flag),
  writtenExpectedHoursNotice: object<ExpectedHoursNotice>({ givenOn: date, expectedAnnualHours: hours }, [
    'givenOn',
    'expectedAnnualHours',
  ]),
  baseHourlyUsd: money,
  normalHourlyUsd: money,
  tipped: flag,
  variesByWork: flag,
  priorPayPeriod: list(object<RateHours>({ hours, rateUsd: money }, ['hours', 'rateUsd'])),
  priorPayPeriodBonusUsd: money,
  priorPayPeriodTipsUsd: money,
});

export function decodeEmployee(input: unknown): Decoded<Employee> {
  return run(employeeDecoder, input);
}
