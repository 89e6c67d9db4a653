import { Violation } from './violation.ts';
import { World } from './world.ts';

export interface SeedReport {
  readonly seed: number;
  readonly steps: number;
  readonly messages: number;
  /** The longest wait of a ready process, in simulated milliseconds. */
  readonly longestWait: number;
  /** The least fairness of any window of ten seconds; Infinity when none had equals that were ready all the time. */
  readonly fairness: number;
  readonly windows: number;
  /** The rule that did not hold, and how. */
  readonly broken?: { readonly rule: string; readonly step: number; readonly what: string };
}

/** Runs a seed for so many steps and then until nothing is under way. */
export function runSeed(seed: number, steps: number): SeedReport {
  const world = new World(seed);
  const report = (): Omit<SeedReport, 'broken'> => ({
    seed,
    steps,
    messages: world.ledger.accepts,
    ...world.watch.seen,
  });
  let step = 0;
  try {
    for (; step < steps; step++) world.step();
    world.drain();
    return report();
  } catch (cause) {
    if (!(cause instanceof Violation)) throw cause;
    return { ...report(), broken: { rule: cause.rule, step, what: cause.message } };
  }
}
