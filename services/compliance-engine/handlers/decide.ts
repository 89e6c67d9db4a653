import { decide as decideQuestion, type Decision, type Language } from '@esta-logic/compliance-rules';
import type { Context } from '@esta-logic/service-sdk';
import { refuse } from '../refused.ts';
import { statedPack } from '../stated-pack.ts';

interface Asked {
  readonly question: string;
  readonly given: object;
  readonly pack?: string;
  readonly language?: Language;
}

/** Opcode `compliance.decide`. What hours come to is accrual-engine's to say; every other question is decided here. */
export function decide({ question, given, pack, language = 'en' }: Asked, context: Context): Decision {
  if (question === 'accrual')
    return context.channel('accrual').call<Decision>('accrual.calculate', { ...given, pack, language });
  const decision = decideQuestion(question, { ...given, question }, statedPack(pack), { language });
  return decision.ok ? decision : refuse(decision);
}
