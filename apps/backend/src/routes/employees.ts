import type { EmployeeFacts } from '@esta-logic/client';
import { ask, command } from '../deployment/ask.ts';
import { readJsonObject } from '../http/body.ts';
import { refuse } from '../http/problem.ts';
import { onlyKnown } from '../http/query-fields.ts';
import type { Route, RouteRequest } from '../http/router.ts';

/** Records in one message: far below the largest payload. */
const PAGE = 1000;

/** `GET /api/employees` → every employee on record, in order of their ids. */
export const employeesRoute: Route = {
  method: 'GET',
  path: '/api/employees',
  handle: async ({ context, query }) => {
    onlyKnown(query, []);
    const all: EmployeeFacts[] = [];
    for (let after: string | undefined; ;) {
      const asked = { limit: PAGE, ...(after === undefined ? {} : { after }) };
      const page = await ask<{ employees: EmployeeFacts[]; next?: string }>(
        context.kernel,
        'employee-service',
        'employee.list',
        asked,
      );
      all.push(...page.employees);
      if (page.next === undefined) return Response.json(all);
      after = page.next;
    }
  },
};

/** `GET /api/employees/:id` → what is known of one. */
export const employeeRoute: Route = {
  method: 'GET',
  path: '/api/employees/:id',
  handle: async ({ context, params }) =>
    Response.json(await ask(context.kernel, 'employee-service', 'employee.get', { id: params['id']! })),
};

/** `PUT /api/employees/:id` `{name, hireDate, birthDate, flsa, normalWeekHours}` → the employee; what is left out stays. */
export const setEmployeeRoute: Route = {
  method: 'PUT',
  path: '/api/employees/:id',
  handle: async (request) => {
    const stated = await readJsonObject(request.request);
    const id = request.params['id']!;
    if ('id' in stated) refuse('invalid-argument', 'The id of an employee stands in the address, not in the body.');
    await settle(request, 'employee.upsert', { employees: [{ ...stated, id }] });
    return Response.json(await ask(request.context.kernel, 'employee-service', 'employee.get', { id }));
  },
};

/** `POST /api/employees/:id/separate` `{date, paidOut}` → the employee, whose employment ends on that day. */
export const separateRoute = employment('separate');

/** `POST /api/employees/:id/rehire` `{date}` → the employee, who begins anew on that day. */
export const rehireRoute = employment('rehire');

function employment(word: 'separate' | 'rehire'): Route {
  return {
    method: 'POST',
    path: `/api/employees/:id/${word}`,
    handle: async (request) => {
      const stated = await readJsonObject(request.request);
      return Response.json(await settle(request, `employee.${word}`, { ...stated, id: request.params['id']! }));
    },
  };
}

async function settle({ context: { kernel } }: RouteRequest, opcode: string, payload: object): Promise<unknown> {
  const answer = await command(kernel, 'employee-service', opcode, payload);
  await kernel.settled(answer.messageId);
  return answer.payload;
}
