import type { CapabilityEngine } from '@esta-logic/capability-engine';
import {
  fail,
  KernelError,
  ok,
  type Clock,
  type Fault,
  type KernelObserver,
  type Result,
} from '@esta-logic/kernel-boundary';
import { createSyscallHost } from '@esta-logic/syscalls';
import { isOverdue, overdueFault } from './deadlines.ts';
import { ProcessGovernor } from './fuel-governor.ts';
import { grantRequests } from './grants.ts';
import type { Process } from './process.ts';
import type { RunLoop } from './run-loop.ts';

export interface InstanceParts {
  readonly capabilities: CapabilityEngine;
  readonly clock: Clock;
  readonly observe: KernelObserver;
  readonly runLoop: RunLoop;
  /** Units of fuel per grant. */
  readonly quantum: number;
}

/** Processes whose instance is being made. */
const starting = new WeakMap<Process, Promise<Result<void>>>();

/** Gives a process an instance of the newest version that is as after its start. Faults: those of starting the component. */
export async function instantiate(parts: InstanceParts, process: Process): Promise<Result<void>> {
  for (let under = starting.get(process); under; under = starting.get(process)) await under;
  if (process.next) {
    process.module = process.next;
    process.next = undefined;
    process.instance = undefined;
    grantRequests(parts.capabilities, process);
  }
  process.cleanInstance();
  if (process.instance) return ok(undefined);
  const started = start(parts, process);
  starting.set(process, started);
  return started.finally(() => starting.delete(process));
}

async function start(
  { capabilities, clock, observe, runLoop, quantum }: InstanceParts,
  process: Process,
): Promise<Result<void>> {
  const host = createSyscallHost({
    process: process.id,
    module: process.name,
    capabilities,
    clock,
    observe,
    crank: () => process.crank,
  });
  try {
    const governor = new ProcessGovernor({
      process: process.id,
      runLoop,
      manifest: () => process.module.decoded.manifest,
      mustEnd: () => mustEnd(process, clock),
      quantum,
    });
    process.use(await process.module.instantiate(host, governor), governor);
    return ok(undefined);
  } catch (cause) {
    return cause instanceof KernelError
      ? { ok: false, fault: cause.fault }
      : fail('trap', `The module ${process.name} could not be started: ${String(cause)}`);
  }
}

/** Why the guest goes no further at its safe point. */
function mustEnd(process: Process, clock: Clock): Fault | undefined {
  if (process.mustEnd ?? process.crank?.poisoned) return process.mustEnd ?? process.crank?.poisoned;
  const { inHand } = process;
  if (!inHand || !isOverdue(inHand, clock.monotonic())) return undefined;
  const fault = overdueFault(inHand.envelope);
  process.crank?.poison(fault);
  return fault;
}
