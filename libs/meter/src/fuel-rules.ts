import {
  ARM_UNITS,
  BULK_SHIFT,
  COST_TABLE,
  DEFAULT_COST,
  FRAME_SLOTS,
  GROW_UNITS_PER_PAGE,
  LEAF_SLOTS,
  SAFE_POINT_UNITS,
} from './cost-table.ts';
import { FLAT_SIZE, NAMES } from './instruction-table.ts';

/**
 * What decides how much fuel a module uses and how deep its stack may be: two outputs of the meter under the same rules
 * differ in bytes and speed alone. A record names the version of the rules that it was made under.
 */
export interface FuelRules {
  readonly version: number;
  /** Units by instruction; those not named cost `defaultCost`. */
  readonly costTable: Readonly<Record<string, number>>;
  readonly defaultCost: number;
  readonly armUnits: number;
  readonly safePointUnits: number;
  readonly bulkShift: { readonly bytes: number; readonly elements: number };
  readonly growUnitsPerPage: number;
  readonly frameSlots: number;
  /** Functions without calls and no heavier than this are not counted: they are the last frame, and every bound leaves room for one. */
  readonly leafSlots: number;
}

/** The rules by which modules are metered unless others are asked for. */
export const FUEL_VERSION = 3;

/** Version of the bytes that the meter writes: what was kept under another one is made anew. No record names it. */
export const OUTPUT_VERSION = 4;

/** All rules that this meter still follows, so that records made under them replay; the newest first. */
export const FUEL_RULES: readonly FuelRules[] = [
  {
    version: FUEL_VERSION,
    costTable: COST_TABLE,
    defaultCost: DEFAULT_COST,
    armUnits: ARM_UNITS,
    safePointUnits: SAFE_POINT_UNITS,
    bulkShift: BULK_SHIFT,
    growUnitsPerPage: GROW_UNITS_PER_PAGE,
    frameSlots: FRAME_SLOTS,
    leafSlots: LEAF_SLOTS,
  },
];

/** Those of FUEL_VERSION. */
export const CURRENT_RULES: FuelRules = FUEL_RULES[0]!;

const costs = new WeakMap<FuelRules, Int32Array>();

/** Cost by flat instruction index. */
export function costsOf(rules: FuelRules): Int32Array {
  const known = costs.get(rules);
  if (known) return known;
  const { costTable, defaultCost } = rules;
  const made = Int32Array.from({ length: FLAT_SIZE }, (_, flat) => costTable[NAMES[flat] ?? ''] ?? defaultCost);
  costs.set(rules, made);
  return made;
}
