import { decide, releasedPack, type Decision, type Language } from '@esta-logic/compliance-rules';
import { refuse } from '../refused.ts';

interface Stated {
  readonly pack?: string;
  readonly language?: Language;
}

/** Opcode `accrual.calculate`: the question `accrual` of a released rule pack, for stated events. */
export function calculate({ pack: id, language = 'en', ...given }: Stated): Decision {
  const pack = releasedPack(id);
  if ('ok' in pack) return refuse(pack);
  const decision = decide('accrual', { ...given, question: 'accrual' }, pack, { language });
  return decision.ok ? decision : refuse(decision);
}
