import { decide, michigan2025, type Decision, type Language } from '@esta-logic/compliance-rules';
import { refuse } from '../refused.ts';

/** Opcode `accrual.calculate`: the question `accrual` of the rule pack, for stated events. */
export function calculate({ language = 'en', ...given }: { readonly language?: Language }): Decision {
  const decision = decide('accrual', { ...given, question: 'accrual' }, michigan2025, { language });
  return decision.ok ? decision : refuse(decision);
}
