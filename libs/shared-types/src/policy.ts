import type { Decoded, Decoder, HoursText } from './decode.ts';
import { count, date, either, flag, hours, mapOf, monthDay, object, oneOf, run, text } from './decode.ts';
import type { PlainDate } from './plain-date.ts';

/** The employer's regular and consecutive 12-month period. */
export interface BenefitYearPolicy {
  readonly type: 'calendar' | 'fiscal' | 'anniversary';
  /** First day `MM-DD`; needed for `fiscal` only. */
  readonly start?: string;
}

/** `"none"` where the employer chooses no cap at all. */
export type CapPolicy = HoursText | 'none';

/** The employer's own choices; where one gives less than the law, the law's value is used and a warning says so. */
export interface Policy {
  readonly method?: 'accrual' | 'frontload' | 'pto';
  readonly benefitYear?: BenefitYearPolicy;
  /** Days after hire before accrued time may be used; absent means none. */
  readonly waitingDays?: number;
  readonly useCapHours?: CapPolicy;
  readonly carryoverCapHours?: CapPolicy;
  readonly annualUseCapHours?: CapPolicy;
  /** Hours of leave for one hour worked, where better than the law's, such as `"1/26"`. */
  readonly accrualPerHourWorked?: HoursText;
  readonly frontloadHours?: HoursText;
  readonly increment?: 'payrollSmallest' | 'hour' | 'fixed';
  readonly payrollSmallestMinutes?: number;
  readonly fixedMinutes?: number;
  readonly foreseeableNoticeDays?: number;
  /** Text or an object: read by the notice rule. */
  readonly unforeseeableProcedure?: unknown;
  readonly writtenCopyGivenOn?: PlainDate;
  readonly policyDate?: PlainDate;
  readonly usableForAnyPurpose?: boolean;
  readonly usableForSickPurposes?: boolean;
  /** Contributions to a multiemployer plan earn the time. */
  readonly multiemployerPlan?: boolean;
  /** Choices where the law is open, by switch name of the rule pack. */
  readonly switches?: Readonly<Record<string, string>>;
}

const cap: Decoder<CapPolicy> = either(oneOf('none'), hours);

const yearFields = object<BenefitYearPolicy>({ type: oneOf('calendar', 'fiscal', 'anniversary'), start: monthDay }, [
  'type',
]);

const FIRST_DAY = '01-01';

const benefitYear: Decoder<BenefitYearPolicy> = (value, path, context) => {
  const decoded = yearFields(value, path, context);
  if (decoded?.type === 'fiscal' && decoded.start === undefined) {
    context.errors.push({
      path: `${path}.start`,
      message: `${path}.start is missing; give the first day of the fiscal year as MM-DD.`,
    });
  }
  if (decoded?.type === 'calendar' && (decoded.start ?? FIRST_DAY) !== FIRST_DAY) {
    context.errors.push({
      path: `${path}.start`,
      message: `${path}.start is ${decoded.start}, and a calendar year starts on ${FIRST_DAY}; make the type fiscal.`,
    });
  }
  return decoded;
};

const anything: Decoder<unknown> = (value) => value;

export const policyDecoder: Decoder<Policy> = object<Policy>({
  method: oneOf('accrual', 'frontload', 'pto'),
  benefitYear,
  waitingDays: count,
  useCapHours: cap,
  carryoverCapHours: cap,
  annualUseCapHours: cap,
  accrualPerHourWorked: hours,
  frontloadHours: hours,
  increment: oneOf('payrollSmallest', 'hour', 'fixed'),
  payrollSmallestMinutes: count,
  fixedMinutes: count,
  foreseeableNoticeDays: count,
  unforeseeableProcedure: anything as Decoder<NonNullable<unknown>>,
  writtenCopyGivenOn: date,
  policyDate: date,
  usableForAnyPurpose: flag,
  usableForSickPurposes: flag,
  multiemployerPlan: flag,
  switches: mapOf(text),
});

export function decodePolicy(input: unknown): Decoded<Policy> {
  return run(policyDecoder, input);
}
