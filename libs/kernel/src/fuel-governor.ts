import { fail, LIMITS, ok, type Eventual, type FuelGovernor, type ModuleManifest, type Result } from '@esta-logic/kernel-boundary';
import type { RunLoop } from './run-loop.ts';

/**
 * Units between two looks at the clock and the run queue: a fraction of a millisecond of work, so that a higher
 * priority, a timer or a socket never waits long behind a guest.
 */
const QUANTUM = 50_000;

/** Grants fuel to one process a quantum at a time, gives way to others in between, and ends a crank whose budget is gone. */
export class ProcessGovernor implements FuelGovernor {
  readonly #process: string;
  readonly #runLoop: RunLoop;
  readonly #manifest: () => ModuleManifest;
  #granted = 0;

  constructor(process: string, runLoop: RunLoop, manifest: () => ModuleManifest) {
    this.#process = process;
    this.#runLoop = runLoop;
    this.#manifest = manifest;
  }

  begin(): { readonly units: number; readonly stackSlots: number } {
    this.#granted = Math.min(QUANTUM, this.#budget());
    return { units: this.#granted, stackSlots: LIMITS.stackSlots.value };
  }

  refill(): Eventual<Result<number>> {
    const left = this.#budget() - this.#granted;
    if (left <= 0) return this.#exhausted();
    const units = Math.min(QUANTUM, left);
    this.#granted += units;
    const waiting = this.#runLoop.giveWay(this.#process);
    return waiting ? waiting.then(() => ok(units)) : ok(units);
  }

  /** Fuel is the law's clock: the same message runs out of it at the same instruction on every machine. */
  #budget(): number {
    return this.#milliseconds() * LIMITS.fuelPerMillisecond.value;
  }

  #milliseconds(): number {
    return this.#manifest().limits?.cpuMillisecondsPerCall ?? LIMITS.cpuMillisecondsPerCall.value;
  }

  #exhausted(): Result<number> {
    return fail('timeout', `${this.#manifest().id} used its ${this.#milliseconds()} ms of CPU without an answer (${this.#budget()} units of fuel); make the work smaller, or raise cpuMillisecondsPerCall in its manifest.`);
  }
}
