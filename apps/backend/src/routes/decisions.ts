import { deliver } from '../deployment/ask.ts';
import { readJsonObject } from '../http/body.ts';
import type { Route } from '../http/router.ts';

/** `POST /api/decisions` `{question, given, pack?, language?}` → the decision with every step, and the `receipt` it is found by. */
export const decisionsRoute: Route = {
  method: 'POST',
  path: '/api/decisions',
  handle: async ({ context, request }) => {
    const { payload, messageId } = await deliver<object>(context.kernel, {
      type: 'Query',
      target: 'compliance-engine',
      opcode: 'compliance.decide',
      payload: await readJsonObject(request),
      priority: 'high',
    });
    return Response.json({ ...payload, receipt: messageId });
  },
};
