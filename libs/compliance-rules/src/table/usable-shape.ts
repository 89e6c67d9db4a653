import { beginReasoning, decisionOf } from '../decision.ts';
import { countingSteps } from '../questions/accrual.ts';
import { balanceStep, grantSteps, usableResult, waitStep } from '../questions/usable-steps.ts';
import type { RulePack } from '../rule-pack.ts';
import type { Language } from '../sentences/sentence.ts';
import type { DecisionShape } from './decision-table.ts';
import { hoursMark, textMark } from './marks.ts';
import type { Ground } from './usable-ground.ts';
import type { Outcome } from './usable-outcome.ts';

/** The texts that a group of rows shares, in their order. */
const TEXTS = marksOf(['hireDate', 'accrualStart', 'firstUseDate', 'date', 'year'], textMark);

/** The hours that every row has of its own, in their order. */
const HOURS = marksOf(['counted', 'accrued', 'used', 'balance', 'requested'], hoursMark);

function marksOf<K extends string>(names: readonly K[], mark: (place: number) => string): Readonly<Record<K, string>> {
  return Object.fromEntries(names.map((name, place) => [name, mark(place)])) as Record<K, string>;
}

const NONE = '0';

/** The hours of a row that its outcome adds: `carriedIn`, then `granted` and `denied` where neither is told by the limit. */
function hoursOf({ limitedBy, carries }: Outcome): {
  hours: number;
  carriedIn: string;
  granted: string;
  denied: string;
} {
  const { requested } = HOURS;
  const first = Object.keys(HOURS).length;
  const next = first + (carries ? 1 : 0);
  const carriedIn = carries ? hoursMark(first) : NONE;
  if (limitedBy === null) return { hours: next, carriedIn, granted: requested, denied: NONE };
  if (limitedBy === 'waitingPeriod') return { hours: next, carriedIn, granted: NONE, denied: requested };
  return { hours: next + 2, carriedIn, granted: hoursMark(next), denied: hoursMark(next + 1) };
}

/** The decision of every row of this ground and outcome: reasoned by the question's own steps, over marks. */
export function usableShape(
  { tier, startRule, waitDays, useCapText, warnings }: Ground,
  outcome: Outcome,
  pack: RulePack,
  language: Language,
): DecisionShape {
  const { limitedBy } = outcome;
  const { hours, ...told } = hoursOf(outcome);
  const texts = { ...TEXTS, ...HOURS, ...told };
  const { balance, granted, denied } = texts;
  const reasoning = beginReasoning(pack, language, []);
  reasoning.warnings.push(...warnings);
  countingSteps({ ...texts, startRule, tier, assumedWeek: null, punched: false }, reasoning);
  balanceStep('accrual', texts, reasoning);
  waitStep(texts.hireDate, waitDays, texts.firstUseDate, reasoning);
  grantSteps(limitedBy, { ...texts, tier, cap: useCapText }, reasoning);
  const result = usableResult({ balance, granted, denied, limitedBy, byYear: { [texts.year]: granted } });
  return { hours, decision: decisionOf('usable', result, reasoning) };
}
