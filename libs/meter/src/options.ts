import { CURRENT_RULES, type FuelRules } from './fuel-rules.ts';
import { HOST_ENTERED_EXPORTS } from './host-entered.ts';

/** What decides, beside the input bytes, what `meter` writes. The same options and bytes give the same bytes. */
export interface MeterOptions {
  /** Most bytes each memory may have; rounded down to pages of 64 KiB. */
  readonly memoryBytes: number;
  /** How fuel and stack are counted. Default the rules of FUEL_VERSION; a replay takes those that its record names (FUEL_RULES). */
  readonly rules?: FuelRules;
  /** Most elements each table defined by the module may have. Default 100,000. */
  readonly tableElements?: number;
  /** Exports that the host enters besides HOST_ENTERED_EXPORTS; `*` stands for any text. */
  readonly hostEntered?: readonly string[];
  /** Whether stores mark the cards that they touch (docs/spec/meter.md, M15). Default false. */
  readonly trackWrites?: boolean;
  /** Units that one host-entered call may use before it traps. Default 10,000,000. */
  readonly hostedFuel?: number;
  /** Units that the start function may use before it traps. Default 10,000,000: what toolchains leave to it is next to nothing, and a host waits for it. */
  readonly startFuel?: number;
}

export interface ResolvedOptions {
  readonly rules: FuelRules;
  readonly memoryPages: number;
  readonly tableElements: number;
  readonly trackWrites: boolean;
  readonly hostEntered: readonly string[];
  readonly hostedFuel: number;
  readonly startFuel: number;
}

const PAGE_BYTES = 65_536;
const MAX_PAGES = 65_536;

/** `depth`: slots of stack to give to a process by `reset`; see docs/spec/meter.md, "What the host must do". */
export const METER_DEFAULTS = {
  depth: 50_000,
  tableElements: 100_000,
  hostedFuel: 10_000_000,
  startFuel: 10_000_000,
} as const;

/** Pages of 64 KiB that a memory of `memoryBytes` at most may have. */
export const memoryPagesOf = (memoryBytes: number): number =>
  Math.min(MAX_PAGES, Math.max(0, Math.floor(memoryBytes / PAGE_BYTES)));

/** Fills in the defaults; numbers become whole and not negative. */
export function resolveOptions(options: MeterOptions): ResolvedOptions {
  const whole = (value: number): number => Math.max(0, Math.floor(value));
  return {
    rules: options.rules ?? CURRENT_RULES,
    memoryPages: memoryPagesOf(options.memoryBytes),
    tableElements: whole(options.tableElements ?? METER_DEFAULTS.tableElements),
    trackWrites: options.trackWrites ?? false,
    hostEntered: [...HOST_ENTERED_EXPORTS, ...(options.hostEntered ?? [])],
    hostedFuel: whole(options.hostedFuel ?? METER_DEFAULTS.hostedFuel),
    startFuel: whole(options.startFuel ?? METER_DEFAULTS.startFuel),
  };
}
