import { isConcrete, type CapabilityEngine } from '@esta-logic/capability-engine';
import {
  BROADCAST_TARGET,
  fail,
  heldRights,
  ok,
  unwrap,
  type CapabilityRequest,
  type ModuleManifest,
  type Result,
} from '@esta-logic/kernel-boundary';
import type { LogEvent } from './log-event.ts';
import type { Process } from './process.ts';

/**
 * What a ring may ask for at all. A user module's database capabilities are over its own collections; a channel
 * always names the module at its other end. Fault: invalid-manifest.
 */
export function checkRequests({ id, ring, requiredCapabilities }: ModuleManifest): Result<void> {
  for (const request of requiredCapabilities) {
    const problem = requestProblem(request, id, ring);
    if (problem) return fail('invalid-manifest', `The capability "${request.label}" of ${id} ${problem}.`);
  }
  return ok(undefined);
}

function requestProblem(
  { resourceType, resourcePattern }: CapabilityRequest,
  id: string,
  ring: 1 | 2,
): string | undefined {
  if (resourceType === 'database') {
    if (!isConcrete(resourcePattern) || !resourcePattern.includes('.'))
      return `must name one collection, such as ${id}.records`;
    if (ring === 2 && !resourcePattern.startsWith(`${id}.`))
      return `is over ${resourcePattern}; a module of ring 2 may ask only for collections of its own (${id}.…)`;
  }
  if (resourceType === 'channel' && (resourcePattern === '*' || !resourcePattern.includes('.')))
    return 'must name a module and its opcodes, such as accrual-engine.*';
  if (resourceType === 'channel' && ring === 2 && resourcePattern === `${BROADCAST_TARGET}.*`)
    return `must say which opcodes it broadcasts, such as ${BROADCAST_TARGET}.${id}.*`;
  return undefined;
}

/** Fills the CSpace of a process with what its manifest was granted, replacing what it held before. */
export function grantRequests(capabilities: CapabilityEngine, process: Process): void {
  capabilities.destroy(process.id);
  process.terms = undefined;
  for (const { label, resourceType, resourcePattern, rights } of process.module.decoded.manifest.requiredCapabilities) {
    // The tenant of a service's capability is that of the message in hand.
    unwrap(
      capabilities.mint(process.id, {
        label,
        rights,
        resource: { resourceType, resourcePath: resourcePattern, tenantId: '*' },
      }),
    );
  }
}

/** What the log says of a grant. */
export const grantEvent = (
  module: string,
  { label, resourceType, resourcePattern, rights }: CapabilityRequest,
): LogEvent => ({
  kind: 'capability.granted',
  module,
  capability: `${module}/${label}`,
  label,
  resourceType,
  resourcePath: resourcePattern,
  tenantId: '*',
  rights: heldRights(rights),
});
