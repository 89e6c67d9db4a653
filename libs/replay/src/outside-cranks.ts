import { CapabilityEngine } from '@esta-logic/capability-engine';
import { rightsOf, unwrap, type Clock, type SyscallHost } from '@esta-logic/kernel-boundary';
import type { CrankTerms } from '@esta-logic/journal';
import { createSyscallHost } from '@esta-logic/syscalls';

/** No call outside of a crank looks at the clock: without a message there is no capability to check for expiry. */
const NO_CLOCK: Clock = { now: () => 0, monotonic: () => 0 };

/** The kernel's own system calls for a process without a message, over the CSpace that the record names. */
export function syscallsOutsideCranks(process: string, { module, capabilities }: CrankTerms): SyscallHost {
  const engine = new CapabilityEngine();
  const free: number[] = [];
  for (const { slot, label, type, path, tenant, rights } of capabilities) {
    while (engine.space(process).size < slot) free.push(unwrap(engine.mint(process, PLACEHOLDER)));
    unwrap(
      engine.mint(process, {
        ...(label === undefined ? {} : { label }),
        resource: { resourceType: type, resourcePath: path, tenantId: tenant },
        rights: rightsOf(...rights),
      }),
    );
  }
  for (const slot of free) engine.drop(process, slot);
  return createSyscallHost({
    process,
    module,
    capabilities: engine,
    clock: NO_CLOCK,
    observe: () => undefined,
    crank: () => undefined,
  });
}

/** Keeps a slot that was free, until all others have their places. */
const PLACEHOLDER = { resource: { resourceType: 'log', resourcePath: '*', tenantId: '*' }, rights: {} } as const;
