import type { LoadedModule } from '@esta-logic/kernel-boundary';

/** A new version is trusted after so many cranks that did not fail it. */
export const TRIAL_CRANKS = 100;
/** A new version that fails so often before that gives way to the one that it replaced. */
export const TRIAL_FAILURES = 3;

/** How a version that took over does; the kernel that runs it is the only one who keeps this. */
export class Trial {
  /** The version that worked before. */
  readonly previous: LoadedModule;
  #good = 0;
  #failures = 0;

  constructor(previous: LoadedModule) {
    this.previous = previous;
  }

  /** A crank did not fail the module; true when it has shown that it works. */
  passed(): boolean {
    return ++this.#good >= TRIAL_CRANKS;
  }

  /** A crank failed the module; true when it must give way. */
  failed(): boolean {
    return ++this.#failures >= TRIAL_FAILURES;
  }
}
