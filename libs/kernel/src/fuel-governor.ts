import {
  fail,
  LIMITS,
  ok,
  type Eventual,
  type Fault,
  type FuelGovernor,
  type ModuleManifest,
  type Result,
} from '@esta-logic/kernel-boundary';
import type { RunLoop } from './run-loop.ts';

/**
 * Units between two looks at the clock and the run queue: a fraction of a millisecond of work, so that a higher
 * priority, a timer or a socket never waits long behind a guest.
 */
const QUANTUM = 2_000_000;

/** Grants fuel to one process a quantum at a time, gives way to others in between, and ends a crank whose budget is gone. */
export class ProcessGovernor implements FuelGovernor {
  readonly #process: string;
  readonly #runLoop: RunLoop;
  readonly #manifest: () => ModuleManifest;
  readonly #mustEnd: () => Fault | undefined;
  #granted = 0;

  /** `mustEnd`: why the crank may not go on although it has fuel. */
  constructor(process: string, runLoop: RunLoop, manifest: () => ModuleManifest, mustEnd: () => Fault | undefined) {
    this.#process = process;
    this.#runLoop = runLoop;
    this.#manifest = manifest;
    this.#mustEnd = mustEnd;
  }

  begin(): { readonly units: number; readonly stackSlots: number } {
    this.#granted = Math.min(QUANTUM, this.#budget());
    return { units: this.#granted, stackSlots: LIMITS.stackSlots.value };
  }

  refill(): Eventual<Result<number>> {
    const end = this.#mustEnd();
    if (end) return { ok: false, fault: end };
    const left = this.#budget() - this.#granted;
    if (left <= 0) return this.#exhausted();
    const units = Math.min(QUANTUM, left);
    this.#granted += units;
    const waiting = this.#runLoop.giveWay(this.#process);
    return waiting ? waiting.then(() => this.#goOn(units)) : ok(units);
  }

  /** While the guest stood, somebody may have decided that it goes no further. */
  #goOn(units: number): Result<number> {
    const end = this.#mustEnd();
    return end ? { ok: false, fault: end } : ok(units);
  }

  /** Fuel is the law's clock: the same message runs out of it at the same instruction on every machine. */
  #budget(): number {
    return this.#milliseconds() * LIMITS.fuelPerMillisecond.value;
  }

  #milliseconds(): number {
    return this.#manifest().limits?.cpuMillisecondsPerCall ?? LIMITS.cpuMillisecondsPerCall.value;
  }

  #exhausted(): Result<number> {
    return fail(
      'timeout',
      `${this.#manifest().id} used its ${this.#milliseconds()} ms of CPU without an answer (${this.#budget()} units of fuel); make the work smaller, or raise cpuMillisecondsPerCall in its manifest.`,
    );
  }
}
