export type {
  AccrualRules,
  ActualHours,
  AssumedHours,
  DatedGrant,
  EarnsByHour,
  EmploymentBreak,
  GrantedUpFront,
} from './accrual-rules.ts';
export { type Adjustment, type BalanceInput } from './balance-input.ts';
export { type Balance, type YearBalance, balanceAsOf, balancesByYear, standingOf } from './balance-as-of.ts';
export {
  type BenefitYear,
  type BenefitYearRule,
  benefitYearLabel,
  benefitYearOf,
  benefitYears,
} from './benefit-year.ts';
export { type Caps, type DatedCaps, type YearClose, NO_CAPS, capsOn, closeYear } from './caps.ts';
export { type LedgerChange, changesBetween, correctingEntry } from './corrections.ts';
export { assumedDays, countedDays } from './assumed-week.ts';
export { type HoursInput, readTicks, shownTicks, textOfTicks, toTicks } from './hour-ticks.ts';
export { grantOn } from './earned.ts';
export { ledgerFor } from './ledger.ts';
export type { EntryAuthority, EntryKind, Ledger, LedgerAuthority, LedgerEntry, LedgerYear } from './ledger-entry.ts';
export { type WorkPattern, projectedDays, projectBalance } from './projection.ts';
export { type Grant, type Usable, type UseLimit, type UseStanding, grant, usableOn } from './usable.ts';
export { type DayHours, type DayLayout, type DaysOfEvents, daysOfEvents } from './worked-days.ts';
