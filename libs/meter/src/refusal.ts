import { faultOf, KernelError } from '@esta-logic/kernel-boundary';

/** Ends the metering of a module: what was wrong and at which byte of the input. Caught once, in `meter`. */
export function refuseMalformed(what: string, offset: number): never {
  throw new KernelError(
    faultOf(
      'invalid-component',
      `The core module is malformed at byte ${offset}: ${what}. Build it again with a WebAssembly 3.0 toolchain.`,
    ),
  );
}

/** Refuses a feature by its name: valid WebAssembly, but nothing whose cost or result this meter can promise. */
export function refuseFeature(feature: string, offset: number): never {
  throw new KernelError(
    faultOf(
      'unmeterable',
      `The core module uses ${feature} at byte ${offset}, which the meter cannot count. Build it without that feature.`,
    ),
  );
}

/** Refuses a module that asks for more memory at its start than its manifest allows. */
export function refuseMemory(asked: number, allowed: number, offset: number): never {
  throw new KernelError(
    faultOf(
      'out-of-memory',
      `The core module's memory at byte ${offset} starts with ${asked} pages of 64 KiB, but its limit is ${allowed}. Raise the manifest's memory limit.`,
    ),
  );
}

/** Refuses a module whose table starts above the limit. */
export function refuseTable(asked: number, allowed: number, offset: number): never {
  throw new KernelError(
    faultOf(
      'out-of-memory',
      `The core module's table at byte ${offset} starts with ${asked} elements, but its limit is ${allowed}. Raise the limit of tables.`,
    ),
  );
}
