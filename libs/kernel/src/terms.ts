import type { CapabilityEngine } from '@esta-logic/capability-engine';
import { encodeTerms, type TermsCapability } from '@esta-logic/journal';
import { ABI_VERSION, heldRights, LIMITS, type LimitName } from '@esta-logic/kernel-boundary';
import { budgetOf } from './fuel-governor.ts';
import type { Process } from './process.ts';

/** The host's limits that decide how a run ends. Those that only decide what a system call answers are in its answer. */
const BEARING = [
  'fuelPerCharacter',
  'fuelPerSyscall',
  'handlesPerProcess',
  'memoryBytesCompliance',
  'memoryBytesSystem',
  'memoryBytesUser',
  'stackSlots',
] as const satisfies readonly LimitName[];

/** What the cranks of a process run under, as the text that their records name by its hash. */
export function termsOf({ id, module }: Process, capabilities: CapabilityEngine): string {
  const { manifest } = module.decoded;
  return encodeTerms({
    v: 1,
    abi: ABI_VERSION,
    module: manifest.id,
    version: manifest.version,
    component: module.hash,
    manifest: module.manifestHash,
    meter: module.meter,
    limits: Object.fromEntries(BEARING.map((name) => [name, LIMITS[name].value])),
    budget: budgetOf(manifest),
    capabilities: capabilitiesOf(id, capabilities),
  });
}

const capabilitiesOf = (process: string, capabilities: CapabilityEngine): TermsCapability[] =>
  capabilities.list(process).map(({ slot, label, capability: { resource, rights, validity } }) => ({
    slot,
    type: resource.resourceType,
    path: resource.resourcePath,
    tenant: resource.tenantId,
    rights: heldRights(rights),
    ...(label === undefined ? {} : { label }),
    ...(validity.expiresAt === undefined ? {} : { expiresAt: validity.expiresAt }),
    ...(validity.maxUseCount === Infinity ? {} : { maxUseCount: validity.maxUseCount - validity.useCount }),
  }));
