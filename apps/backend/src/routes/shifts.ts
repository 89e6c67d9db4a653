import { ask } from '../deployment/ask.ts';
import { dateField, onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';

interface Page {
  readonly shifts: readonly unknown[];
  readonly next?: string;
}

/** `GET /api/employees/:id/shifts?from=&to=` → `{employee, shifts}` in the order of their dates. */
export const shiftsRoute: Route = {
  method: 'GET',
  path: '/api/employees/:id/shifts',
  handle: async ({ context, params, query }) => {
    onlyKnown(query, ['from', 'to']);
    const employee = params['id']!;
    const from = dateField(query, 'from');
    const to = dateField(query, 'to');
    const range = { employee, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const shifts: unknown[] = [];
    let after: string | undefined;
    do {
      const page: Page = await ask(
        context.kernel,
        'time-service',
        'time.shifts',
        after === undefined ? range : { ...range, after },
      );
      shifts.push(...page.shifts);
      after = page.next;
    } while (after !== undefined);
    return Response.json({ employee, shifts });
  },
};
