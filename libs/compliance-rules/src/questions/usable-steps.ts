import type { UseLimit } from '@esta-logic/accrual-engine';
import type { Reasoning } from '../reasoning.ts';
import type { SentenceKey } from '../sentences/sentence.ts';
import type { Result } from './question.ts';

/**
 * The reasons behind a request for leave, written from texts alone: the same lines serve a single decision and the
 * shape of a whole table, where each text stands for a column.
 */

/** Where a balance comes from; exact hours. */
export interface BalanceTexts {
  readonly carriedIn: string;
  readonly accrued: string;
  readonly used: string;
  readonly balance: string;
}

export function balanceStep(earning: 'accrual' | 'frontload', texts: BalanceTexts, reasoning: Reasoning): void {
  const { carriedIn, accrued, used, balance } = texts;
  const rule = earning === 'accrual' ? 'accrual.rate' : 'frontload.full';
  reasoning.step(rule, { carriedIn, accrued, used }, balance, 'year.balance');
}

export function waitStep(hireDate: string, days: number, firstUseDate: string, reasoning: Reasoning): void {
  reasoning.step('waiting.period', { hireDate, days }, firstUseDate, 'waiting.firstUse');
}

/** One day of a request: what was asked, what stood against it, what is granted; `cap` is null where use is not limited. */
export interface GrantTexts {
  readonly tier: string;
  readonly date: string;
  readonly requested: string;
  readonly balance: string;
  readonly used: string;
  readonly cap: string | null;
  readonly firstUseDate: string;
  readonly denied: string;
  readonly granted: string;
}

const LIMITS: Readonly<Record<UseLimit | 'none', readonly [rule: string, says: SentenceKey]>> = {
  waitingPeriod: ['waiting.period', 'usable.waiting'],
  annualUseCap: ['use.cap', 'usable.capped'],
  balance: ['use.asAccrued', 'usable.balance'],
  none: ['use.asAccrued', 'usable.all'],
};

export function grantSteps(limitedBy: UseLimit | null, texts: GrantTexts, reasoning: Reasoning): void {
  const { tier, granted, date, requested, balance, used, cap, firstUseDate, denied } = texts;
  reasoning.step('use.cap', { tier, date }, cap, cap === null ? 'usable.noCap' : 'usable.cap');
  const [rule, says] = LIMITS[limitedBy ?? 'none'];
  reasoning.step(rule, { date, requested, balance, used, cap, firstUseDate, denied }, granted, says);
}

export interface UsableTexts {
  readonly balance: string;
  readonly granted: string;
  readonly denied: string;
  readonly limitedBy: UseLimit | null;
  /** Benefit year → hours granted in it. */
  readonly byYear: Readonly<Record<string, string>>;
}

export function usableResult({ balance, granted, denied, limitedBy, byYear }: UsableTexts): Result {
  return { balanceHours: balance, grantHours: granted, deniedHours: denied, limitedBy, byYear };
}
