import type { ApiContext } from '../api-context.ts';
import type { Proofs } from '../deployment/proofs.ts';
import { readJsonObject } from '../http/body.ts';
import { refuse } from '../http/problem.ts';
import { onlyKnown } from '../http/query-fields.ts';
import type { Route } from '../http/router.ts';

function proofsOf({ kernel }: ApiContext): Proofs {
  return kernel.proofs ?? refuse('state-refused', 'A kernel of the past proves nothing; ask the one that runs now.');
}

/** `GET /api/log/keys` → `{first, notes}`: the keys that the log has had. */
const logKeysRoute: Route = {
  method: 'GET',
  path: '/api/log/keys',
  handle: async ({ context }) => Response.json(await proofsOf(context).keys()),
};

/** `POST /api/log/keys` → `{first, notes}`: puts a new key in the place of the one in use. */
const rotateKeyRoute: Route = {
  method: 'POST',
  path: '/api/log/keys',
  handle: async ({ context }) => Response.json(await proofsOf(context).rotateKey()),
};

/** `GET /api/log/checkpoint` → `{note}`: the newest state of the log, signed (C2SP tlog-checkpoint). */
const checkpointRoute: Route = {
  method: 'GET',
  path: '/api/log/checkpoint',
  handle: async ({ context }) => Response.json({ note: await proofsOf(context).checkpoint() }),
};

/** `GET /api/log/tile?path=tile/0/000` → `{base64}`: a file of the published log (C2SP tlog-tiles). */
const tileRoute: Route = {
  method: 'GET',
  path: '/api/log/tile',
  handle: async ({ context, query }) => {
    onlyKnown(query, ['path']);
    const bytes = await proofsOf(context).tile(query.get('path') ?? '');
    return Response.json({ base64: Buffer.from(bytes).toString('base64') });
  },
};

/** `POST /api/receipts` `{id, withhold?, redact?, withComponent?, checkpoint?}` → `{receipt}`: one decision with its proof, as the text of a file. */
const receiptRoute: Route = {
  method: 'POST',
  path: '/api/receipts',
  handle: async ({ context, request }) => {
    const {
      id,
      withhold = [],
      redact = false,
      withComponent = false,
      checkpoint,
      ...unknown
    } = await readJsonObject(request);
    const names = Array.isArray(withhold) ? (withhold as readonly unknown[]) : [withhold];
    if (typeof id !== 'string' || id === '')
      refuse('invalid-argument', 'The field id must be the id of a message, or a number as text.');
    if (!names.every((name) => typeof name === 'string'))
      refuse('invalid-argument', 'The field withhold must be a list of names of sections.');
    if (typeof redact !== 'boolean' || typeof withComponent !== 'boolean')
      refuse('invalid-argument', 'The fields redact and withComponent must be true or false.');
    if (checkpoint !== undefined && typeof checkpoint !== 'string')
      refuse('invalid-argument', 'The field checkpoint must be the text of a signed checkpoint.');
    const [first] = Object.keys(unknown);
    if (first !== undefined) refuse('invalid-argument', `The field ${JSON.stringify(first)} is not known.`);
    const wishes = { id, withhold: names, redact, withComponent, ...(checkpoint === undefined ? {} : { checkpoint }) };
    return Response.json({ receipt: await proofsOf(context).receipt(wishes) });
  },
};

/** `GET /api/components/:hash` → the bytes of an installed component, for whoever computes a decision again. */
const componentRoute: Route = {
  method: 'GET',
  path: '/api/components/:hash',
  handle: async ({ context, params }) => {
    const bytes = await proofsOf(context).component(params['hash']!);
    return new Response(Buffer.from(bytes), { headers: { 'content-type': 'application/wasm' } });
  },
};

export const proofRoutes: readonly Route[] = [
  logKeysRoute,
  rotateKeyRoute,
  checkpointRoute,
  tileRoute,
  receiptRoute,
  componentRoute,
];
