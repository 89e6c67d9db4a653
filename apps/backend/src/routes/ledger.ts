import { LANGUAGES } from '@esta-logic/client';
import { deliver } from '../deployment/ask.ts';
import { consistentPages } from '../http/consistent-pages.ts';
import { choiceField, dateField, onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';
import { todayOf } from '../http/today.ts';

interface Page {
  readonly entries: readonly object[];
  readonly revision?: number;
  readonly next?: number;
}

/** `GET /api/employees/:id/ledger?asOf=&from=&language=` → `{employee, name, asOf, entries, years, warnings}`: all pages in one answer; each entry has the `receipt` that it is proved by. */
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
      async (after = 0) => {
        const { payload, messageId } = await deliver<Page>(kernel, {
          type: 'Query',
          target: 'compliance-engine',
          opcode: 'compliance.ledger',
          payload: { ...asked, after },
          priority: 'high',
        });
        return { ...payload, entries: payload.entries.map((entry) => ({ ...entry, receipt: messageId })) };
      },
      ({ revision }) => revision,
    );
    const { next: _none, revision: _state, ...last } = pages.at(-1)!;
    return Response.json({ ...last, entries: pages.flatMap(({ entries }) => entries) });
  },
};
