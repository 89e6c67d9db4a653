import { LANGUAGES } from '@esta-logic/client';
import { ask } from '../deployment/ask.ts';
import { consistentPages } from '../http/consistent-pages.ts';
import { choiceField, dateField, onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';
import { todayOf } from '../http/today.ts';

interface Page {
  readonly entries: readonly unknown[];
  readonly revision?: number;
  readonly next?: number;
}

/** `GET /api/employees/:id/ledger?asOf=&from=&language=` → `{employee, name, asOf, entries, years, warnings}`: all pages in one answer. */
export const ledgerRoute: Route = {
  method: 'GET',
  path: '/api/employees/:id/ledger',
  handle: async ({ context: { kernel, now }, params, query }) => {
    onlyKnown(query, ['asOf', 'from', 'language']);
    const asOf = dateField(query, 'asOf') ?? (await todayOf(kernel, now));
    const from = dateField(query, 'from');
    const language = choiceField(query, 'language', LANGUAGES);
    const asked = { employee: params['id']!, asOf, language, ...(from === undefined ? {} : { from }) };
    const pages = await consistentPages<number, Page>(
      (after = 0) => ask(kernel, 'compliance-engine', 'compliance.ledger', { ...asked, after }),
      ({ revision }) => revision,
    );
    const { next: _none, revision: _state, ...last } = pages.at(-1)!;
    return Response.json({ ...last, entries: pages.flatMap(({ entries }) => entries) });
  },
};
