import { decodeCases } from '../cases/decode-cases.ts';
import { runCases } from '../cases/run-cases.ts';
import { BODY_LIMITS, readJsonObject } from '../http/body.ts';
import type { Route } from '../http/router.ts';

/** `POST /api/cases` `{cases}` → `{passed, failed, cases:[{id, pass, got, diff}]}`. */
export const casesRoute: Route = {
  method: 'POST',
  path: '/api/cases',
  handle: async ({ context, request }) => {
    const { cases } = await readJsonObject(request, BODY_LIMITS.cases);
    return Response.json(await runCases(context.kernel, decodeCases(cases)));
  },
};
