import type { WireFault } from './guest-syscalls.ts';
import { ServiceFault } from './service-fault.ts';

/** A system call that the kernel refused. A handler may catch it; uncaught it becomes the handler's own refusal. */
export class SyscallFault extends ServiceFault {}

/** Calls the host; the `err` case of a WIT result, which arrives as an exception with a `payload`, leaves as a {@link SyscallFault}. */
export function reach<T>(call: () => T): T {
  try {
    return call();
  } catch (problem) {
    const wire = wireFaultIn(problem);
    if (wire) throw new SyscallFault(wire.code, wire.message);
    throw problem;
  }
}

function wireFaultIn(problem: unknown): WireFault | undefined {
  const payload: unknown = (problem as { payload?: unknown } | null | undefined)?.payload;
  if (typeof payload !== 'object' || payload === null) return undefined;
  const { code, message } = payload as Partial<WireFault>;
  return typeof code === 'number' && typeof message === 'string' ? { code, message } : undefined;
}
