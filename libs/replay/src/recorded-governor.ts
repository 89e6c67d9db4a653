import { fail, LIMITS, type Fault, type FuelGovernor, type Result } from '@esta-logic/kernel-boundary';

/** What a recorded crank may use, and what happens to who wants more. */
export interface Allowance {
  readonly units: number;
  /** The fault by which the kernel ended the crank at its next safe point; undefined when it ended by itself. */
  readonly stop: Fault | undefined;
}

const NOTHING: Allowance = { units: 0, stop: undefined };

/** Grants exactly the units that were recorded, in one piece: results never depend on where a slice ended. */
export class RecordedGovernor implements FuelGovernor {
  #allowance = NOTHING;
  /** The guest wanted more than was recorded, and the record knows of no end there. */
  exceeded = false;

  allow(allowance: Allowance): void {
    this.#allowance = allowance;
    this.exceeded = false;
  }

  begin(): { readonly units: number; readonly stackSlots: number } {
    return { units: this.#allowance.units, stackSlots: LIMITS.stackSlots.value };
  }

  refill(): Result<number> {
    const { stop, units } = this.#allowance;
    if (stop) return { ok: false, fault: stop };
    this.exceeded = true;
    return fail('divergence', `The replay wants more than the ${units} units of fuel that the record has.`);
  }
}
