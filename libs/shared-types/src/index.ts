export {
  type Rational,
  type Rounding,
  RATIONAL_TEXT_LIMIT,
  ZERO,
  ONE,
  rational,
  parseRational,
  add,
  negate,
  sub,
  mul,
  div,
  compare,
  equals,
  min,
  max,
  isZero,
  isNegative,
  toFraction,
  toDecimal,
} from './rational.ts';
export { Memory } from './memory.ts';
export {
  type PlainDate,
  type Weekday,
  FIRST_YEAR,
  LAST_YEAR,
  isLeapYear,
  daysInMonth,
  dateParts,
  isPlainDate,
  parseEpochDay,
  parsePlainDate,
  plainDate,
  dateOf,
  toEpochDay,
  fromEpochDay,
  addDays,
  addMonths,
  addYears,
  daysBetween,
  weekday,
  weekdayOfEpochDay,
  weekOf,
  compareDates,
  laterDate,
  earlierDate,
} from './plain-date.ts';
export { type Instant, type DaySeconds, parseInstant, elapsedSeconds, secondsByDay, dateAt } from './instant.ts';
export {
  type DecodeIssue,
  type Decoded,
  type DecodeContext,
  type Decoder,
  type Fields,
  type HoursText,
  show,
} from './decode.ts';
export * as decoders from './decoders.ts';
export { type Agreement, agreementDecoder } from './agreement.ts';
export { type Employer, type EmployerSize, employerDecoder, decodeEmployer } from './employer.ts';
export { type Policy, type BenefitYearPolicy, type CapPolicy, policyDecoder, decodePolicy } from './policy.ts';
export {
  type Employee,
  type EndedEmployment,
  type ExpectedHoursNotice,
  type SelfScheduling,
  type RateHours,
  employeeDecoder,
  decodeEmployee,
} from './employee.ts';
export {
  type TimeEvent,
  type WorkOnDay,
  type WorkInWeeks,
  type WorkOnDays,
  type PunchedShift,
  type UseOnDay,
  timeEventDecoder,
  decodeTimeEvents,
} from './shift.ts';
export { type UsZone, instantIn, usZone } from './us-zones.ts';
