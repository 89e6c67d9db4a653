import { ask } from '../deployment/ask.ts';
import { refuse } from '../http/problem.ts';
import { choiceField, dateField, onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';
import { todayOf } from '../http/today.ts';

/** `GET /api/employees/:id/series?from=&to=&step=week|month` → `{employee, points, useCap}`; the year up to today unless told. */
export const seriesRoute: Route = {
  method: 'GET',
  path: '/api/employees/:id/series',
  handle: async ({ context, params, query }) => {
    onlyKnown(query, ['from', 'to', 'step']);
    const employee = params['id']!;
    const step = choiceField(query, 'step', ['week', 'month']);
    const to = dateField(query, 'to') ?? (await todayOf(context.kernel, context.now));
    const from = dateField(query, 'from') ?? `${to.slice(0, 4)}-01-01`;
    if (from > to) refuse('invalid-argument', `The series begins on ${from}, after its end on ${to}.`);
    const { points, useCap = null } = await ask<{ points: unknown; useCap?: unknown }>(
      context.kernel,
      'compliance-engine',
      'compliance.series',
      {
        employee,
        from,
        to,
        step,
      },
    );
    return Response.json({ employee, points, useCap });
  },
};
