import type { PlainDate } from '@esta-logic/shared-types';
import { addDays, addMonths } from '@esta-logic/shared-types';
import type { ReinstatementRule } from '../rule-pack.ts';

/** The last day on which a rehire gets unused time back; calendar months, clamped at a month's end. */
export function rehireWindowEnd(rule: ReinstatementRule, separated: PlainDate): PlainDate {
  return rule.months === null ? addDays(separated, rule.days ?? 0) : addMonths(separated, rule.months);
}

/** Whether someone separated and hired again on these days gets unused time back. */
export function reinstates(
  rule: ReinstatementRule | null,
  separated: PlainDate,
  rehired: PlainDate,
  paidOut: boolean,
): boolean {
  if (rule === null || (rule.unlessPaidOut && paidOut)) return false;
  return rehired <= rehireWindowEnd(rule, separated);
}
