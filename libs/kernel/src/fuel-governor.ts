import {
  faultOf,
  LIMITS,
  ok,
  type Eventual,
  type Fault,
  type FuelGovernor,
  type ModuleManifest,
  type Result,
} from '@esta-logic/kernel-boundary';
import type { Stop } from './crank-end.ts';
import type { RunLoop } from './run-loop.ts';

/**
 * Units between two looks at the clock and the run queue: a fraction of a millisecond of work, so that a higher
 * priority, a timer or a socket never waits long behind a guest.
 */
export const QUANTUM = 500_000;
/** The same for guests on other threads, which hold up nobody here: asking costs a message there and back. */
export const QUANTUM_ELSEWHERE = 10_000_000;

/** What a governor works with. */
export interface GovernorParts {
  readonly process: string;
  readonly runLoop: RunLoop;
  readonly manifest: () => ModuleManifest;
  /** Why the crank may not go on although it has fuel. */
  readonly mustEnd: () => Fault | undefined;
  /** Units per grant. */
  readonly quantum: number;
}

/** Grants fuel to one process a quantum at a time, gives way to others in between, and ends a crank whose budget is gone. */
export class ProcessGovernor implements FuelGovernor {
  readonly #parts: GovernorParts;
  #granted = 0;
  /** Why and where the crank in hand was told to end. */
  stop: Stop | undefined;

  constructor(parts: GovernorParts) {
    this.#parts = parts;
  }

  begin(): { readonly units: number; readonly stackSlots: number } {
    this.stop = undefined;
    this.#granted = Math.min(this.#parts.quantum, this.#budget());
    return { units: this.#granted, stackSlots: LIMITS.stackSlots.value };
  }

  refill(): Eventual<Result<number>> {
    const end = this.#parts.mustEnd();
    if (end) return this.#end(end);
    const left = this.#budget() - this.#granted;
    if (left <= 0) return this.#exhausted();
    const units = Math.min(this.#parts.quantum, left);
    const waiting = this.#parts.runLoop.giveWay(this.#parts.process);
    return waiting ? waiting.then(() => this.#goOn(units)) : this.#grant(units);
  }

  /** While the guest stood, somebody may have decided that it goes no further. */
  #goOn(units: number): Result<number> {
    const end = this.#parts.mustEnd();
    return end ? this.#end(end) : this.#grant(units);
  }

  #grant(units: number): Result<number> {
    this.#granted += units;
    return ok(units);
  }

  #end(fault: Fault, spent = false): Result<number> {
    this.stop = { units: this.#granted, fault, spent };
    return { ok: false, fault };
  }

  /** Fuel is the law's clock: the same message runs out of it at the same instruction on every machine. */
  #budget(): number {
    return budgetOf(this.#parts.manifest());
  }

  #exhausted(): Result<number> {
    return this.#end(
      faultOf(
        'timeout',
        `${this.#parts.manifest().id} used its ${millisecondsOf(this.#parts.manifest())} ms of CPU without an answer (${this.#budget()} units of fuel); make the work smaller, or raise cpuMillisecondsPerCall in its manifest.`,
      ),
      true,
    );
  }
}

const millisecondsOf = ({ limits }: ModuleManifest): number =>
  limits?.cpuMillisecondsPerCall ?? LIMITS.cpuMillisecondsPerCall.value;

/** Units of fuel that one crank of a module may use. */
export const budgetOf = (manifest: ModuleManifest): number =>
  millisecondsOf(manifest) * LIMITS.fuelPerMillisecond.value;
