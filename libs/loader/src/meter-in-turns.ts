import type { HostLoop, Result } from '@esta-logic/kernel-boundary';
import { meterInSteps, type Metered, type MeterOptions } from '@esta-logic/meter';

/** Bytes of function bodies that are metered at a time: about a millisecond of work. */
const BYTES_AT_A_TIME = 16 * 1024;
/** Turns of the event loop after that: a kernel that has work takes a fifth of a millisecond in each, and an idle one nothing. */
const TURNS = 5;

/** Meters a core module. With a loop, a busy kernel has half of the time, and nobody waits longer than a large function body takes. */
export async function meterInTurns(
  bytes: Uint8Array,
  options: MeterOptions,
  loop: Pick<HostLoop, 'turn'> | undefined,
): Promise<Result<Metered>> {
  const steps = meterInSteps(bytes, options);
  let since = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    since += step.value;
    if (!loop || since < BYTES_AT_A_TIME) continue;
    for (let turn = 0; turn < TURNS; turn++) await loop.turn();
    since = 0;
  }
}

/**
 * Whether the engine accepts a core module. With a loop it is compiled, which engines do beside the event loop, and not
 * validated, which would hold it up.
 */
export async function isValid(bytes: Uint8Array, loop: Pick<HostLoop, 'turn'> | undefined): Promise<boolean> {
  const module = bytes as Uint8Array<ArrayBuffer>;
  if (!loop) return WebAssembly.validate(module);
  return WebAssembly.compile(module).then(
    () => true,
    () => false,
  );
}
