import type { Route } from '../http/router.ts';

/** `GET /api/settings` → what operators set for all modules and tenants together, and what the modules claim of it. */
export const settingsRoute: Route = {
  method: 'GET',
  path: '/api/settings',
  handle: async ({ context }) => Response.json(context.kernel.settings()),
};
