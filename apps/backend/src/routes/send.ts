import { decodeSendRequest, unwrap } from '@esta-logic/kernel-boundary';
import { readJsonObject } from '../http/body.ts';
import type { Route } from '../http/router.ts';

/** `POST /api/send` `{type, target, opcode, payload, …}` → the Reply: a fault of the message is an answer, not an HTTP failure. */
export const sendRoute: Route = {
  method: 'POST',
  path: '/api/send',
  handle: async ({ context, request }) => {
    const message = unwrap(decodeSendRequest(await readJsonObject(request)));
    return Response.json(await context.kernel.send(message));
  },
};
