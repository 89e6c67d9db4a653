import type { Balance, BalancesPage } from '@esta-logic/client';
import { ask } from '../deployment/ask.ts';
import type { KernelPort } from '../deployment/kernel-port.ts';
import { refuse } from '../http/problem.ts';
import { dateField, flagField, onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';
import { todayOf } from '../http/today.ts';

type Page = BalancesPage & { readonly next?: string };

/** `GET /api/balances?asOf=&employee=&project=1` → `{asOf, employer, balances, warnings}`: all pages of the compliance engine in one answer. */
export const balancesRoute: Route = {
  method: 'GET',
  path: '/api/balances',
  handle: async ({ context, query }) => {
    onlyKnown(query, ['asOf', 'employee', 'project']);
    const asOf = dateField(query, 'asOf') ?? (await todayOf(context.kernel, context.now));
    const employee = query.get('employee') ?? undefined;
    const page = await allPages(context.kernel, {
      asOf,
      ...(employee === undefined ? {} : { employee }),
      ...(flagField(query, 'project') ? { project: true } : {}),
    });
    if (employee !== undefined && page.balances.length === 0)
      refuse('not-found', `There is no employee ${JSON.stringify(employee)}.`);
    return Response.json(page);
  },
};

async function allPages(
  kernel: KernelPort,
  query: { asOf: string; employee?: string; project?: boolean },
): Promise<BalancesPage> {
  const balances: Balance[] = [];
  const warnings = new Set<string>();
  let after: string | undefined;
  for (;;) {
    const page: Page = await ask(
      kernel,
      'compliance-engine',
      'compliance.balances',
      after === undefined ? query : { ...query, after },
    );
    balances.push(...page.balances);
    for (const warning of page.warnings ?? []) warnings.add(warning);
    if (page.next === undefined) return { asOf: page.asOf, employer: page.employer, balances, warnings: [...warnings] };
    if (page.next === after) refuse('internal', 'The compliance engine gave the same page twice.');
    after = page.next;
  }
}
