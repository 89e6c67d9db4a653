import { ask, command } from '../deployment/ask.ts';
import { readJsonObject } from '../http/body.ts';
import { refuse } from '../http/problem.ts';
import type { Route } from '../http/router.ts';

/** `GET /api/employer` → `{employer, policy, configured}`. */
export const employerRoute: Route = {
  method: 'GET',
  path: '/api/employer',
  handle: async ({ context }) => Response.json(await ask(context.kernel, 'employee-service', 'employer.get', {})),
};

/** `PUT /api/employer` `{employer, policy}` → the same as stored. The service checks the facts; here only the frame. */
export const setEmployerRoute: Route = {
  method: 'PUT',
  path: '/api/employer',
  handle: async ({ context, request }) => {
    const { employer, policy = {}, ...rest } = await readJsonObject(request);
    if (employer === undefined) refuse('invalid-argument', 'The body must have the fields employer and policy.');
    const unknown = Object.keys(rest);
    if (unknown.length > 0)
      refuse(
        'invalid-argument',
        `The field ${JSON.stringify(unknown[0])} is not known; the body has the fields employer and policy.`,
      );
    const { payload, messageId } = await command(context.kernel, 'employee-service', 'employer.set', {
      employer,
      policy,
    });
    await context.kernel.settled(messageId);
    return Response.json(payload);
  },
};
