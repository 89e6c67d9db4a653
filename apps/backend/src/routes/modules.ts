import { fail, unwrap, type Result } from '@esta-logic/kernel-boundary';
import type { InstallPlan } from '@esta-logic/client';
import { plain, type KernelPort } from '../deployment/kernel-port.ts';
import { BODY_LIMITS, readJsonObject } from '../http/body.ts';
import { refuse } from '../http/problem.ts';
import type { Route } from '../http/router.ts';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** Of the newest cranks, at most; each is run while whoever asked waits. */
const MOST_CRANKS = 10_000;

/** `GET /api/modules` → the installed modules with their pinned hashes. */
export const modulesRoute: Route = {
  method: 'GET',
  path: '/api/modules',
  handle: async ({ context }) => Response.json(plain(context.kernel.modules())),
};

/**
 * `POST /api/modules` `{manifest, componentBase64, accept?}` → `{module, version, hash}`: pins the component and replaces
 * one of the same name. Without `accept` one that would change anything but speed is refused (state-refused).
 */
export const installRoute: Route = {
  method: 'POST',
  path: '/api/modules',
  handle: async ({ context: { kernel }, request }) => {
    const { manifest, component, accept } = await readCandidate(request);
    if (accept !== true) unwrap(await mayInstall(kernel, manifest, component));
    return Response.json(unwrap(await kernel.install(manifest, component)));
  },
};

/** `POST /api/modules/plan` `{manifest, componentBase64, cranks?}` → what installing it would change; nothing is installed. */
export const installPlanRoute: Route = {
  method: 'POST',
  path: '/api/modules/plan',
  handle: async ({ context: { kernel }, request }) => {
    const { manifest, component, cranks } = await readCandidate(request);
    if (
      cranks !== undefined &&
      !(Number.isInteger(cranks) && (cranks as number) >= 1 && (cranks as number) <= MOST_CRANKS)
    )
      refuse('invalid-argument', `The field cranks must be a whole number from 1 to ${MOST_CRANKS}.`);
    return Response.json(unwrap(await planOf(kernel, manifest, component, cranks as number | undefined)));
  },
};

async function readCandidate(request: Request) {
  const { componentBase64, ...fields } = await readJsonObject(request, BODY_LIMITS.component);
  if (typeof componentBase64 !== 'string' || !BASE64.test(componentBase64))
    refuse('invalid-argument', 'The field componentBase64 must be the component in base64.');
  const { manifest, accept, cranks } = fields;
  return { manifest, accept, cranks, component: new Uint8Array(Buffer.from(componentBase64, 'base64')) };
}

const planOf = (
  kernel: KernelPort,
  manifest: unknown,
  component: Uint8Array,
  cranks?: number,
): Promise<Result<InstallPlan>> =>
  kernel.planInstall
    ? kernel.planInstall(manifest, component, cranks)
    : Promise.resolve(fail('state-refused', 'Nothing can be installed in a kernel of the past.'));

async function mayInstall(kernel: KernelPort, manifest: unknown, component: Uint8Array): Promise<Result<void>> {
  const plan = await planOf(kernel, manifest, component);
  if (!plan.ok) return plan;
  const changes = changesOf(plan.value);
  return changes.length === 0
    ? { ok: true, value: undefined }
    : fail(
        'state-refused',
        `${plan.value.module} ${plan.value.version} ${changes.join(' and ')}; look at the differences (\`esta install --preview\`), and accept them to install it (\`--accept\`).`,
      );
}

/** What people would notice, in words; nothing for the first version of a module. */
function changesOf({ replaces, rehearsal, capabilities: { added, removed, changed } }: InstallPlan): string[] {
  if (!replaces) return [];
  const capabilities = added.length + removed.length + changed.length;
  return [
    ...(rehearsal.different.length > 0
      ? [
          `answers ${rehearsal.different.length} of the newest ${rehearsal.cranks} messages otherwise than ${replaces.version}`,
        ]
      : []),
    ...(capabilities > 0 ? ['asks for other capabilities'] : []),
  ];
}
