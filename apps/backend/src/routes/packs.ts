import { ask } from '../deployment/ask.ts';
import type { Route } from '../http/router.ts';

/** `GET /api/packs` → the rule packs that the compliance engine knows, the one in use first. */
export const packsRoute: Route = {
  method: 'GET',
  path: '/api/packs',
  handle: async ({ context }) => {
    const { packs } = await ask<{ packs: unknown }>(context.kernel, 'compliance-engine', 'compliance.packs', {});
    return Response.json(packs);
  },
};
