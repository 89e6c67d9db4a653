import {
  decideMany as decideCases,
  michigan2025,
  type Decision,
  type Language,
  type Refused,
} from '@esta-logic/compliance-rules';
import { fault, type Context } from '@esta-logic/service-sdk';

interface AskedMany {
  readonly question: string;
  readonly shared: object;
  readonly cases: readonly object[];
  readonly language?: Language;
}

/** Opcode `compliance.decide-many`: a case that cannot be decided has its refusal in its place. */
export function decideMany(
  { question, shared, cases, language = 'en' }: AskedMany,
  context: Context,
): { decisions: readonly (Decision | Refused)[] } {
  if (question === 'accrual') {
    const accrual = context.channel('accrual');
    return {
      decisions: cases.map((own) => accrual.call<Decision>('accrual.calculate', { ...shared, ...own, language })),
    };
  }
  const found = decideCases(question, shared, cases, michigan2025, { language });
  if (!('ok' in found)) return { decisions: found };
  return fault(found.code === 'unknown-question' ? 'unsupported-question' : 'invalid-payload', found.message);
}
