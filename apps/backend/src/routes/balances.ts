import { LANGUAGES, type BalancesPage } from '@esta-logic/client';
import { ask } from '../deployment/ask.ts';
import { consistentPages } from '../http/consistent-pages.ts';
import { refuse } from '../http/problem.ts';
import { choiceField, dateField, flagField, onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';
import { todayOf } from '../http/today.ts';

type Page = BalancesPage & { readonly policy?: object; readonly revision?: number; readonly next?: string };

/**
 * `GET /api/balances?asOf=&employee=&project=1&language=` → `{asOf, employer, balances, warnings}`: all pages of the
 * compliance engine in one answer, all of them from the same hours, employer and policy.
 */
export const balancesRoute: Route = {
  method: 'GET',
  path: '/api/balances',
  handle: async ({ context: { kernel, now }, query }) => {
    onlyKnown(query, ['asOf', 'employee', 'project', 'language']);
    const asOf = dateField(query, 'asOf') ?? (await todayOf(kernel, now));
    const employee = query.get('employee') ?? undefined;
    const asked = {
      asOf,
      language: choiceField(query, 'language', LANGUAGES),
      ...(employee === undefined ? {} : { employee }),
      ...(flagField(query, 'project') ? { project: true } : {}),
    };
    const pages = await consistentPages<string, Page>(
      (after) =>
        ask(kernel, 'compliance-engine', 'compliance.balances', after === undefined ? asked : { ...asked, after }),
      ({ revision, employer, policy }) => [revision, employer, policy],
    );
    const balances = pages.flatMap((page) => page.balances);
    if (employee !== undefined && balances.length === 0)
      refuse('not-found', `There is no employee ${JSON.stringify(employee)}.`);
    const warnings = [...new Set(pages.flatMap((page) => page.warnings ?? []))];
    return Response.json({ asOf, employer: pages[0]!.employer, balances, warnings });
  },
};
