import {
  fail,
  LIMITS,
  ok,
  type Eventual,
  type Fault,
  type FuelGovernor,
  type Result,
} from '@esta-logic/kernel-boundary';
import type { Pace } from '@esta-logic/kernel';

/** What a recorded crank may use, and what happens to who wants more. */
export interface Allowance {
  readonly units: number;
  /** The fault by which the kernel ended the crank at its next safe point; undefined when it ended by itself. */
  readonly stop: Fault | undefined;
}

const NOTHING: Allowance = { units: 0, stop: undefined };

/** Where nobody waits, all is granted in one piece. */
const AT_ONCE: Pace = { quantum: Infinity, giveWay: () => undefined };

/** Grants exactly the units that were recorded, in one piece or at a pace: results never depend on where a slice ended. */
export class RecordedGovernor implements FuelGovernor {
  #allowance = NOTHING;
  #pace = AT_ONCE;
  #granted = 0;
  /** The guest wanted more than was recorded, and the record knows of no end there. */
  exceeded = false;

  allow(allowance: Allowance, pace = AT_ONCE): void {
    this.#allowance = allowance;
    this.#pace = pace;
    this.exceeded = false;
  }

  begin(): { readonly units: number; readonly stackSlots: number } {
    this.#granted = Math.min(this.#allowance.units, this.#pace.quantum);
    return { units: this.#granted, stackSlots: LIMITS.stackSlots.value };
  }

  refill(): Eventual<Result<number>> {
    const { stop, units } = this.#allowance;
    if (this.#granted < units) {
      const waiting = this.#pace.giveWay();
      return waiting ? waiting.then(() => this.#grant()) : this.#grant();
    }
    if (stop) return { ok: false, fault: stop };
    this.exceeded = true;
    return fail('divergence', `The replay wants more than the ${units} units of fuel that the record has.`);
  }

  #grant(): Result<number> {
    const units = Math.min(this.#allowance.units - this.#granted, this.#pace.quantum);
    this.#granted += units;
    return ok(units);
  }
}
