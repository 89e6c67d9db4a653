import type { PlainDate } from '@esta-logic/shared-types';
import { earlierDate } from '@esta-logic/shared-types';
import type { AccrualRules } from './accrual-rules.ts';
import type { EntryAuthority } from './ledger-entry.ts';
import type { DayHours } from './worked-days.ts';

/** Signed hours put into or taken out of a balance for another reason than work or use, with that reason in a word or two. */
export interface Adjustment {
  readonly date: PlainDate;
  readonly hours: string;
  readonly kind: 'reinstatement' | 'adjustment';
  readonly cause: string;
  /** What the ledger cites for it; the authority of its kind unless given. */
  readonly authority?: EntryAuthority;
}

/** What happened, in date order (other orders give the same answer, slower); `asOf` is the last day that counts. */
export interface BalanceInput {
  readonly rules: AccrualRules;
  readonly days: readonly DayHours[];
  readonly uses: readonly DayHours[];
  readonly adjustments?: readonly Adjustment[];
  readonly asOf: PlainDate;
}

/** Work after a separation does not count, nor work after `asOf`. */
export function lastWorkedDay(rules: AccrualRules, asOf: PlainDate): PlainDate {
  return rules.accrualEnd === null ? asOf : earlierDate(rules.accrualEnd, asOf);
}
