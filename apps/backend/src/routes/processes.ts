import { plain } from '../deployment/kernel-port.ts';
import type { Route } from '../http/router.ts';

/** `GET /api/processes` → the running components and their state. */
export const processesRoute: Route = {
  method: 'GET',
  path: '/api/processes',
  handle: async ({ context }) => Response.json(plain(context.kernel.processes())),
};
