import type { PlainDate } from '@esta-logic/shared-types';
import { coverageOf } from '../facts/coverage.ts';
import type { Given } from '../given.ts';
import type { Reasoning } from '../reasoning.ts';

/** True, and said with its rule, where the law does not cover the person on `date`: nothing accrues then, whatever is asked. */
export function isOutsideLaw(given: Given, date: PlainDate, reasoning: Reasoning): boolean {
  if (given.employee === undefined) return false;
  const { covered, exclusion, rule } = coverageOf(given.employee, given.employer, reasoning.pack, date);
  if (!covered) reasoning.step(rule, { exclusion }, '0', 'coverage.excluded');
  return !covered;
}
