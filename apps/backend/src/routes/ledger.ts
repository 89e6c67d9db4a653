import { LANGUAGES } from '@esta-logic/client';
import { ask } from '../deployment/ask.ts';
import { choiceField, dateField, onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';
import { todayOf } from '../http/today.ts';

interface Page {
  readonly entries: readonly unknown[];
  readonly next?: number;
}

/** `GET /api/employees/:id/ledger?asOf=&from=&language=` → `{employee, name, asOf, entries, years, warnings}`: all pages in one answer. */
export const ledgerRoute: Route = {
  method: 'GET',
  path: '/api/employees/:id/ledger',
  handle: async ({ context, params, query }) => {
    onlyKnown(query, ['asOf', 'from', 'language']);
    const asOf = dateField(query, 'asOf') ?? (await todayOf(context.kernel, context.now));
    const from = dateField(query, 'from');
    const language = choiceField(query, 'language', LANGUAGES);
    const asked = { employee: params['id']!, asOf, language, ...(from === undefined ? {} : { from }) };
    const entries: unknown[] = [];
    for (let after = 0; ;) {
      const { next, ...page } = await ask<Page>(context.kernel, 'compliance-engine', 'compliance.ledger', {
        ...asked,
        after,
      });
      entries.push(...page.entries);
      if (next === undefined) return Response.json({ ...page, entries });
      after = next;
    }
  },
};
