import { decideManyText, michigan2025, type Decision, type Language } from '@esta-logic/compliance-rules';
import { fault, type Context, type TextHandler } from '@esta-logic/service-sdk';
import { splitCases } from '../split-cases.ts';

interface AskedMany {
  readonly question: string;
  readonly shared: object;
  readonly cases: readonly object[];
  readonly language?: Language;
}

/** Opcode `compliance.decide-many`: a case that cannot be decided has its refusal in its place. */
export const decideMany: TextHandler = {
  text: (payload, context) => {
    const split = splitCases<AskedMany>(payload);
    const { question, shared, cases, language = 'en' } = split?.asked ?? (JSON.parse(payload) as AskedMany);
    const text = split?.cases ?? JSON.stringify(cases);
    if (question === 'accrual') return accruals(shared, JSON.parse(text) as readonly object[], language, context);
    const found = decideManyText(question, shared, text, michigan2025, { language });
    if (typeof found === 'string') return `{"decisions":${found}}`;
    return fault(found.code === 'unknown-question' ? 'unsupported-question' : 'invalid-payload', found.message);
  },
};

function accruals(shared: object, cases: readonly object[], language: Language, context: Context): string {
  const accrual = context.channel('accrual');
  const decisions = cases.map((own) => accrual.call<Decision>('accrual.calculate', { ...shared, ...own, language }));
  return JSON.stringify({ decisions });
}
