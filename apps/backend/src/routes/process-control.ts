import { unwrap } from '@esta-logic/kernel-boundary';
import type { Route } from '../http/router.ts';

/** The paths under which a process is told what to do, each with the verb of the kernel behind it. */
const VERBS = { suspend: 'suspend', resume: 'resume', stop: 'terminate' } as const;

/** `POST /api/processes/:id/suspend|resume|stop` → the process as it is then; `id` may be the name of its module. */
export const processControlRoutes: readonly Route[] = Object.entries(VERBS).map(([word, verb]) => ({
  method: 'POST',
  path: `/api/processes/:id/${word}`,
  handle: async ({ context, params }) => Response.json(unwrap(await context.kernel[verb](params['id']!))),
}));
