import type { Route } from '../http/router.ts';

/** `GET /api/log/head` → `{size, root}`: the newest state of the audit log, without reading it. */
export const logHeadRoute: Route = {
  method: 'GET',
  path: '/api/log/head',
  handle: async ({ context }) => Response.json(await context.kernel.logHead()),
};
