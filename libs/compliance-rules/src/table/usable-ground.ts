import { toTicks } from '@esta-logic/accrual-engine';
import type { PlainDate, Rational } from '@esta-logic/shared-types';
import type { AppliedLaw } from '../facts/accrual-rules-for.ts';
import { accrualRulesFor } from '../facts/accrual-rules-for.ts';
import type { Given } from '../given.ts';
import { fraction } from '../hours-text.ts';
import { partiesOf } from '../questions/accrual.ts';
import { Reasoning } from '../reasoning.ts';
import { Refusal } from '../refusal.ts';
import type { RulePack } from '../rule-pack.ts';
import type { Language } from '../sentences/sentence.ts';
import { OUTCOMES } from './usable-outcome.ts';

/** The law as it applies to all rows of one size and one kind of wait. Hours are in ticks. */
export interface Ground {
  readonly tier: string;
  readonly startRule: string;
  /** First day of the employer's duty. */
  readonly duty: PlainDate;
  readonly waitDays: number;
  /** Days from the hire to the first one after the wait; 0 for no wait. */
  readonly overAfter: number;
  /** Hours earned for an hour: `rateOver` / `rateUnder`. */
  readonly rateOver: number;
  readonly rateUnder: number;
  /** Ticks, Infinity where use is not limited. */
  readonly useCap: number;
  readonly useCapText: string | null;
  /** Ticks, Infinity where all carries over. */
  readonly carryoverCap: number;
  readonly warnings: readonly string[];
  /** Numbers of its shapes among those of the table, by the number of the outcome. */
  readonly shapes: (number | undefined)[];
}

/** Applies the law to a row by the general way; undefined where its rows need more than sums, or are refused. */
export function groundOf(given: Given, date: PlainDate, pack: RulePack, language: Language): Ground | undefined {
  const reasoning = new Reasoning(pack, language);
  try {
    return plainGround(accrualRulesFor(partiesOf(given), date, reasoning), reasoning.warnings);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function plainGround({ rules, tier, startRule, duty, wait, caps }: AppliedLaw, warnings: string[]): Ground | undefined {
  const { earning, counted, accrualEnd } = rules;
  if (earning.kind !== 'accrual' || counted.kind !== 'actual' || accrualEnd !== null || rules.caps.length > 1)
    return undefined;
  if (caps.accrualPerYear !== null || caps.balance !== null) return undefined;
  const { n: rateOver, d: rateUnder } = earning.rate;
  const useCap = capTicks(caps.usePerYear);
  const carryoverCap = capTicks(caps.carryover);
  if (typeof rateOver !== 'number' || typeof rateUnder !== 'number') return undefined;
  if (useCap === undefined || carryoverCap === undefined) return undefined;
  return {
    tier,
    startRule,
    duty: duty.date,
    waitDays: wait.days,
    overAfter: wait.overAfter,
    rateOver,
    rateUnder,
    useCap,
    useCapText: fraction(caps.usePerYear),
    carryoverCap,
    warnings,
    shapes: new Array<number | undefined>(OUTCOMES).fill(undefined),
  };
}

function capTicks(cap: Rational | null): number | undefined {
  return cap === null ? Infinity : toTicks(cap);
}
