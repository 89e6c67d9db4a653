import { faultOf, KernelError, type Clock, type KernelObserver } from '@esta-logic/kernel-boundary';

/** The phases of a boot, in order (docs/abi/kernel_contract.md). */
export const BOOT_PHASES = [
  'core',
  'configuration',
  'security',
  'core services',
  'system modules',
  'health monitoring',
  'API gateway',
  'user modules',
] as const;
export type BootPhase = (typeof BOOT_PHASES)[number];

/** Runs every phase, timed and observed. @throws KernelError boot-failed, naming the phase and the cause. */
export async function runPhases(
  phases: Readonly<Record<BootPhase, () => Promise<void> | void>>,
  clock: Clock,
  observe: KernelObserver,
): Promise<void> {
  const started = clock.monotonic();
  for (const phase of BOOT_PHASES) {
    const phaseStarted = clock.monotonic();
    try {
      await phases[phase]();
    } catch (cause) {
      throw failed(phase, cause);
    }
    observe({ kind: 'boot.phase', phase, milliseconds: clock.monotonic() - phaseStarted });
  }
  observe({ kind: 'kernel.ready', milliseconds: clock.monotonic() - started });
}

/** A cause that has a code of its own keeps it; only its sentence gets the phase. */
function failed(phase: BootPhase, cause: unknown): KernelError {
  if (cause instanceof KernelError)
    return new KernelError({ ...cause.fault, message: `Boot phase "${phase}": ${cause.fault.message}` });
  return new KernelError(
    faultOf('boot-failed', `Boot phase "${phase}" failed: ${cause instanceof Error ? cause.message : String(cause)}`),
  );
}
