import type { Adjustment, BalanceInput, DayHours } from '@esta-logic/accrual-engine';
import { balancesByYear } from '@esta-logic/accrual-engine';
import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, addDays, isZero, sub, toFraction } from '@esta-logic/shared-types';
import type { RulePack } from '../rule-pack.ts';
import { citationOf } from '../rule-pack.ts';

/** A day of work or leave that was reported after its benefit year had been closed. */
export interface LateReport {
  readonly kind: 'work' | 'use';
  readonly date: PlainDate;
  readonly hours: string;
  /** Day on which it was reported: the correction is posted then. */
  readonly on: PlainDate;
  /** Last closed day at that time. */
  readonly closedThrough: PlainDate;
}

function merged(days: readonly DayHours[], late: readonly LateReport[], kind: LateReport['kind']): readonly DayHours[] {
  const added = late.filter((each) => each.kind === kind).map(({ date, hours }): DayHours => [date, hours]);
  if (added.length === 0) return days;
  return [...days, ...added].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function carriedPast(input: BalanceInput, closedThrough: PlainDate): Rational {
  return balancesByYear({ ...input, asOf: addDays(closedThrough, 1) }).at(-1)?.carriedIn ?? ZERO;
}

/**
 * What late reports change in an open year, one entry for each day of reporting: closed years stay as they were closed,
 * and the difference that they would now carry over is posted on the day it became known.
 */
export function lateCorrections(
  input: BalanceInput,
  late: readonly LateReport[],
  pack: RulePack,
): readonly Adjustment[] {
  const authority = { rule: 'carryover.cap', citation: citationOf(pack, 'carryover.cap') };
  const corrections: Adjustment[] = [];
  let known = input;
  for (const on of [...new Set(late.map((each) => each.on))].sort()) {
    const batch = late.filter((each) => each.on === on);
    const closedThrough =
      batch
        .map((each) => each.closedThrough)
        .sort()
        .at(-1) ?? on;
    const now = { ...known, days: merged(known.days, batch, 'work'), uses: merged(known.uses, batch, 'use') };
    const difference = sub(carriedPast(now, closedThrough), carriedPast(known, closedThrough));
    known = now;
    if (isZero(difference)) continue;
    const cause = `correction of days up to ${closedThrough}`;
    corrections.push({ date: on, hours: toFraction(difference), kind: 'adjustment', cause, authority });
  }
  return corrections;
}
