import type { HostLoop, Result } from '@esta-logic/kernel-boundary';
import { meterInSteps, type Metered, type MeterOptions } from '@esta-logic/meter';

/** Bytes of function bodies that are metered at a time: about a millisecond of work. */
const BYTES_AT_A_TIME = 16 * 1024;
/** Milliseconds for everybody else after that: a kernel that gives way to the event loop every few cranks needs several turns. */
const PAUSE = 1;

/** Meters a core module. With a loop, others have half of the time, and wait no longer than a large function body takes. */
export async function meterInTurns(
  bytes: Uint8Array,
  options: MeterOptions,
  loop: HostLoop | undefined,
): Promise<Result<Metered>> {
  const steps = meterInSteps(bytes, options);
  let since = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    since += step.value;
    if (!loop || since < BYTES_AT_A_TIME) continue;
    await new Promise<void>((resolve) => loop.after(PAUSE, resolve));
    since = 0;
  }
}

/**
 * Whether the engine accepts a core module. With a loop it is compiled, which engines do beside the event loop, and not
 * validated, which would hold it up.
 */
export async function isValid(bytes: Uint8Array, loop: HostLoop | undefined): Promise<boolean> {
  const module = bytes as Uint8Array<ArrayBuffer>;
  if (!loop) return WebAssembly.validate(module);
  return WebAssembly.compile(module).then(
    () => true,
    () => false,
  );
}
