/**
 * The steps, mildest first:
 *
 *   restart-same     a new instance over the same module, capabilities and mailbox
 *   restart-clean    and freshly granted capabilities
 *   reload-module    and the module read, verified and compiled again
 *   restart-region   the same for everything in its fault containment region
 *   quarantine       the last step of a module: it runs no more until somebody releases it
 *   stop-system      the last step of a region with nothing above it: everything stops safely
 *
 * No step touches what a module has stored.
 */
export type Action =
  'restart-same' | 'restart-clean' | 'reload-module' | 'restart-region' | 'quarantine' | 'stop-system';

const FIRST_STEPS: readonly Action[] = ['restart-same', 'restart-clean', 'reload-module', 'restart-region'];

/** Failures within the window after which the next step is taken. */
export const STEP_FAILURES = 3;
/** Milliseconds. As long without a failure leads back to the first step. */
export const WINDOW_MILLISECONDS = 60_000;

/** Where one failing thing stands. */
export interface Rung {
  readonly step: number;
  /** Times of its failures on this step, within the window. */
  readonly failures: readonly number[];
  readonly last: number;
}

/** One failure more, at `now` (milliseconds of a clock that never goes back): where the thing stands then, and what to do. */
export function climb(
  rung: Rung | undefined,
  now: number,
  steps: readonly Action[],
): { readonly rung: Rung; readonly action: Action } {
  const quiet = rung === undefined || now - rung.last >= WINDOW_MILLISECONDS;
  const step = quiet ? 0 : rung.step;
  const failures = quiet ? [now] : [...rung.failures.filter((time) => now - time < WINDOW_MILLISECONDS), now];
  const higher = failures.length >= STEP_FAILURES && step < steps.length - 1;
  const next = higher
    ? { step: step + 1, failures: [], last: now }
    : { step, failures: failures.slice(-STEP_FAILURES), last: now };
  return { rung: next, action: steps[next.step]! };
}

/** The ladder of a fault containment region: remembers where each thing in it stands. */
export class Ladder {
  readonly #steps: readonly Action[];
  readonly #rungs = new Map<string, Rung>();

  /** `last`: what is done when every milder step was of no avail. */
  constructor({ last }: { readonly last: 'quarantine' | 'stop-system' }) {
    this.#steps = [...FIRST_STEPS, last];
  }

  /** The thing failed at `now`, in milliseconds. */
  failed(name: string, now: number): Action {
    const { rung, action } = climb(this.#rungs.get(name), now, this.#steps);
    this.#rungs.set(name, rung);
    return action;
  }

  /** Somebody has looked after the thing: it starts again at the first step. */
  forgive(name: string): void {
    this.#rungs.delete(name);
  }

  /** How many things are not known to be well. */
  get size(): number {
    return this.#rungs.size;
  }
}
