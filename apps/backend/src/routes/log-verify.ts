import type { Route } from '../http/router.ts';

/** `GET /api/log/verify` → `{ok, entries, head, problem?}`: walks the whole audit log. */
export const logVerifyRoute: Route = {
  method: 'GET',
  path: '/api/log/verify',
  handle: async ({ context }) => Response.json(await context.kernel.verifyLog()),
};
