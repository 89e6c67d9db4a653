import type { Route } from '../http/router.ts';

/** `GET /api/health` → `{ok, ready, version}`. The server listens only once the kernel is ready. */
export const healthRoute: Route = {
  method: 'GET',
  path: '/api/health',
  handle: async ({ context }) => Response.json({ ok: true, ready: true, version: context.version }),
};
