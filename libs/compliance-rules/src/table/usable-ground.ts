import type { UseLimit } from '@esta-logic/accrual-engine';
import { toTicks } from '@esta-logic/accrual-engine';
import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { toEpochDay } from '@esta-logic/shared-types';
import type { AppliedLaw } from '../facts/accrual-rules-for.ts';
import { accrualRulesFor } from '../facts/accrual-rules-for.ts';
import type { Given } from '../given.ts';
import { fraction } from '../hours-text.ts';
import { partiesOf } from '../questions/accrual.ts';
import { Reasoning } from '../reasoning.ts';
import { Refusal } from '../refusal.ts';
import type { RulePack } from '../rule-pack.ts';
import type { Language } from '../sentences/sentence.ts';

/** What limits a request; `none` where all of it is granted. */
export type Limit = UseLimit | 'none';

/** The law as it applies to all rows of one size and one kind of wait, in days since 1970 and ticks. */
export interface Ground {
  readonly tier: string;
  readonly startRule: string;
  /** First day of the employer's duty. */
  readonly duty: number;
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
  /** Number of the shape by limit and benefit year. */
  readonly shapes: Readonly<Record<Limit, Map<number, number>>>;
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
    duty: toEpochDay(duty.date),
    waitDays: wait.days,
    overAfter: wait.overAfter,
    rateOver,
    rateUnder,
    useCap,
    useCapText: fraction(caps.usePerYear),
    carryoverCap,
    warnings,
    shapes: { none: new Map(), balance: new Map(), annualUseCap: new Map(), waitingPeriod: new Map() },
  };
}

function capTicks(cap: Rational | null): number | undefined {
  return cap === null ? Infinity : toTicks(cap);
}
