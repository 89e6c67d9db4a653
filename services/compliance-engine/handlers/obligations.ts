import {
  michigan2025,
  obligationsBetween,
  type KnownEmployee,
  type Language,
  type Obligation,
} from '@esta-logic/compliance-rules';
import { fault, type Context } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';
import { employerFacts, headcount, type Headcount } from '../employer-facts.ts';

interface ObligationsQuery {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly language?: Language;
  readonly after?: string;
  readonly limit?: number;
}

interface Page {
  readonly employees: readonly (KnownEmployee & { readonly hireDateAssumed?: boolean })[];
  readonly revision: number;
  readonly next?: string;
}

interface ObligationsReply {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly obligations: readonly Obligation[];
  readonly warnings: readonly string[];
  /** Pages that agree in both belong together: changes of records so far, and who worked in each week. */
  readonly revision: number;
  readonly headcount: Headcount;
  readonly next?: string;
}

const PAGE = 200;

/** Opcode `compliance.obligations`: what concerns the employer stands on the first page. */
export function obligations(query: ObligationsQuery, context: Context): ObligationsReply {
  const { from, to, language = 'en', after, limit = PAGE } = query;
  if (to < from) fault('invalid-payload', `The span begins on ${from}, after its end on ${to}.`);
  const { employer, policy } = employerFacts(to, context);
  const asked = { limit, ...(after === undefined ? {} : { after }) };
  const { employees, revision, next } = context.channel('employees').call<Page>('employee.list', asked);
  const sizeWatch = headcount(to, context);
  const facts = { employer, policy, employees, sizeWatch, from, to };
  const only = after === undefined ? {} : ({ only: 'employees' } as const);
  const found = obligationsBetween(facts, michigan2025, { language, ...only });
  if (!found.ok) return fault('invalid-payload', found.message);
  const { obligations: due, warnings } = found;
  const page = { from, to, obligations: due, warnings, revision, headcount: sizeWatch };
  return { ...page, ...(next === undefined ? {} : { next }) };
}
