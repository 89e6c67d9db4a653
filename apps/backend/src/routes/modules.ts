import { unwrap } from '@esta-logic/kernel-boundary';
import { plain } from '../deployment/kernel-port.ts';
import { BODY_LIMITS, readJsonObject } from '../http/body.ts';
import { refuse } from '../http/problem.ts';
import type { Route } from '../http/router.ts';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** `GET /api/modules` → the installed modules with their pinned hashes. */
export const modulesRoute: Route = {
  method: 'GET',
  path: '/api/modules',
  handle: async ({ context }) => Response.json(plain(context.kernel.modules())),
};

/** `POST /api/modules` `{manifest, componentBase64}` → `{module, version, hash}`: pins the component and replaces one of the same name. */
export const installRoute: Route = {
  method: 'POST',
  path: '/api/modules',
  handle: async ({ context, request }) => {
    const { manifest, componentBase64 } = await readJsonObject(request, BODY_LIMITS.component);
    if (typeof componentBase64 !== 'string' || !BASE64.test(componentBase64))
      refuse('invalid-argument', 'The field componentBase64 must be the component in base64.');
    const component = new Uint8Array(Buffer.from(componentBase64, 'base64'));
    return Response.json(unwrap(await context.kernel.install(manifest, component)));
  },
};
