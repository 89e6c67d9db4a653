import type { UseLimit } from '@esta-logic/accrual-engine';
import type { Decision } from '../decision.ts';
import { beginReasoning, decisionOf } from '../decision.ts';
import { countingSteps } from '../questions/accrual.ts';
import { balanceStep, grantSteps, usableResult, waitStep } from '../questions/usable-steps.ts';
import type { RulePack } from '../rule-pack.ts';
import type { Language } from '../sentences/sentence.ts';
import { markOf } from './marks.ts';
import type { Ground } from './usable-ground.ts';

/** What a row has of its own, in the order of its values. */
const VALUES = [
  'hireDate',
  'accrualStart',
  'counted',
  'carriedIn',
  'accrued',
  'used',
  'balance',
  'firstUseDate',
  'date',
  'requested',
  'denied',
  'granted',
] as const;

const MARKS = Object.fromEntries(VALUES.map((name, place) => [name, markOf(place)])) as Record<
  (typeof VALUES)[number],
  string
>;

/** The decision of every row of this ground, benefit year and limit: reasoned by the question's own steps, over marks. */
export function usableShape(
  ground: Ground,
  limitedBy: UseLimit | null,
  year: string,
  pack: RulePack,
  language: Language,
): Decision {
  const { tier, startRule, waitDays, useCapText } = ground;
  const { hireDate, firstUseDate, balance, granted, denied } = MARKS;
  const reasoning = beginReasoning(pack, language, []);
  reasoning.warnings.push(...ground.warnings);
  countingSteps({ ...MARKS, startRule, tier, assumedWeek: null, punched: false }, reasoning);
  balanceStep('accrual', MARKS, reasoning);
  waitStep(hireDate, waitDays, firstUseDate, reasoning);
  grantSteps(limitedBy, { ...MARKS, tier, cap: useCapText }, reasoning);
  const result = usableResult({ balance, granted, denied, limitedBy, byYear: { [year]: granted } });
  return decisionOf('usable', result, reasoning);
}
