import { fail, faultOf, LIMITS, type Fault, type FuelGovernor, type Result } from '@esta-logic/kernel-boundary';
import { METER_DEFAULTS, REASON, SHIM_IMPORT, shimBytes, TRAP_REASONS, type MeterControls } from '@esta-logic/meter';
import { suspending } from './jspi.ts';

let shim: WebAssembly.Module | undefined;

/** The fuel of one instance. */
export interface FuelMeter {
  /** What metered core modules import under STATE_MODULE. */
  readonly state: Readonly<Record<string, WebAssembly.Global>>;
  /** A crank begins. */
  begin(): void;
  /** Takes units for work that the host did for the guest; it is felt at the next safe point. */
  charge(units: number): void;
  /** Units used since the crank began. */
  used(): number;
  /** Why the last trap was not the code's own: the governor's fault, or a bound of the meter. */
  stoppedBy(): Fault | undefined;
}

export const createFuelMeter = (governor: FuelGovernor): FuelMeter => new FuelTank(governor);

/**
 * The state that all core modules of one instance share, filled by the governor. A guest without fuel stands still in
 * the middle of its code until the governor has made up its mind (JSPI: no frame of JavaScript stands in between).
 */
class FuelTank implements FuelMeter {
  readonly #governor: FuelGovernor;
  readonly #controls: MeterControls;
  readonly #exports: Record<string, unknown>;
  #granted = 0;
  #stopped: Fault | undefined;

  constructor(governor: FuelGovernor) {
    this.#governor = governor;
    const imports = { [SHIM_IMPORT.module]: { [SHIM_IMPORT.name]: suspending(() => this.#refill()) } };
    this.#exports = new WebAssembly.Instance((shim ??= new WebAssembly.Module(shimBytes())), imports).exports;
    this.#controls = this.#exports as unknown as MeterControls;
    // What runs while the instance starts stands under a frame of JavaScript, where nothing can suspend.
    this.#controls.reset(METER_DEFAULTS.startFuel, LIMITS.stackSlots.value);
  }

  get state(): Readonly<Record<string, WebAssembly.Global>> {
    return this.#exports as Record<string, WebAssembly.Global>;
  }

  begin(): void {
    const { units, stackSlots } = this.#governor.begin();
    this.#granted = units;
    this.#stopped = undefined;
    this.#controls.reset(units, stackSlots);
  }

  charge(units: number): void {
    this.#controls.grant(-units);
  }

  used(): number {
    return this.#granted - this.#controls.left();
  }

  stoppedBy(): Fault | undefined {
    const reason = this.#controls.reason();
    if (reason === REASON.firstOfHost) return this.#stopped;
    const row = TRAP_REASONS[reason as keyof typeof TRAP_REASONS];
    return row && faultOf(row.name, `The module was stopped: ${row.meaning}.`);
  }

  /** The guest stands at a safe point; a promise suspends it there. */
  #refill(): unknown {
    const granted = this.#governor.refill();
    return granted instanceof Promise
      ? granted.then(
          (result) => this.#apply(result),
          (problem) => this.#apply(defect(problem)),
        )
      : this.#apply(granted);
  }

  #apply(result: Result<number>): unknown {
    if (result.ok) {
      this.#granted += result.value;
      this.#controls.grant(result.value);
      // What the host charged may be more than one grant; the guest goes on when all of it is paid.
      if (this.#controls.left() < 0) return this.#refill();
    } else {
      this.#stopped = result.fault;
      this.#controls.stop(REASON.firstOfHost);
    }
    return undefined;
  }
}

const defect = (problem: unknown): Result<number> =>
  fail('internal', `The fuel governor failed: ${problem instanceof Error ? problem.message : String(problem)}.`);
