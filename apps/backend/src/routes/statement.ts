import { LANGUAGES, type KnownPack } from '@esta-logic/client';
import { ask, deliver } from '../deployment/ask.ts';
import { refuse } from '../http/problem.ts';
import { choiceField, dateField, onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';
import { todayOf } from '../http/today.ts';
import { readStatement, type LedgerAnswer } from '../statement/read-statement.ts';
import { statementCsv } from '../statement/statement-csv.ts';
import { statementFonts } from '../statement/statement-fonts.ts';
import { statementPdf } from '../statement/statement-pdf.ts';

/** `GET /api/employees/:id/statement?from=&to=&format=pdf|csv&language=en|es` → a file; the year up to today unless told. */
export const statementRoute: Route = {
  method: 'GET',
  path: '/api/employees/:id/statement',
  handle: async ({ context: { kernel, now }, params, query }) => {
    onlyKnown(query, ['from', 'to', 'format', 'language']);
    const employee = params['id']!;
    const to = dateField(query, 'to') ?? (await todayOf(kernel, now));
    const from = dateField(query, 'from') ?? `${to.slice(0, 4)}-01-01`;
    if (from > to) refuse('invalid-argument', `The statement begins on ${from}, after its end on ${to}.`);
    const format = choiceField(query, 'format', ['pdf', 'csv']);
    const language = choiceField(query, 'language', LANGUAGES);
    const { employer } = await ask<{ employer: { name?: string } }>(kernel, 'employee-service', 'employer.get', {});
    const statement = await readStatement(
      { employee, employer: employer.name ?? null, from, to },
      (payload) =>
        deliver<LedgerAnswer>(kernel, {
          type: 'Query',
          target: 'compliance-engine',
          opcode: 'compliance.ledger',
          payload,
          priority: 'high',
        }),
      () => kernel.logHead(),
    );
    const name = `statement-${employee.replace(/[^\w.-]+/g, '_')}-${from}-${to}.${format}`;
    const headers = {
      'content-type': format === 'pdf' ? 'application/pdf' : 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    };
    const { packs } = await ask<{ packs: readonly KnownPack[] }>(kernel, 'compliance-engine', 'compliance.packs', {});
    const pack = packs.find(({ inUse }) => inUse);
    const bytes =
      format === 'pdf'
        ? statementPdf(statement, { fonts: await statementFonts(), language, pack })
        : new TextEncoder().encode(statementCsv(statement, language));
    return new Response(bytes as Uint8Array<ArrayBuffer>, { headers });
  },
};
