import { decideManyText, type Decision, type Language } from '@esta-logic/compliance-rules';
import type { Context, TextHandler } from '@esta-logic/service-sdk';
import { refuse } from '../refused.ts';
import { splitCases } from '../split-cases.ts';
import { statedPack } from '../stated-pack.ts';

interface AskedMany {
  readonly question: string;
  readonly shared: object;
  readonly cases: readonly object[];
  readonly pack?: string;
  readonly language?: Language;
}

/** Opcode `compliance.decide-many`: a case that cannot be decided has its refusal in its place. */
export const decideMany: TextHandler = {
  text: (payload, context) => {
    const split = splitCases<AskedMany>(payload);
    const { question, shared, cases, pack, language = 'en' } = split?.asked ?? (JSON.parse(payload) as AskedMany);
    const text = split?.cases ?? JSON.stringify(cases);
    if (question === 'accrual')
      return accruals(shared, JSON.parse(text) as readonly object[], { pack, language }, context);
    const found = decideManyText(question, shared, text, statedPack(pack), { language });
    return typeof found === 'string' ? `{"decisions":${found}}` : refuse(found);
  },
};

function accruals(shared: object, cases: readonly object[], how: object, context: Context): string {
  const accrual = context.channel('accrual');
  const decisions = cases.map((own) => accrual.call<Decision>('accrual.calculate', { ...shared, ...own, ...how }));
  return JSON.stringify({ decisions });
}
