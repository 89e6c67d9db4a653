export {
  ARM_UNITS,
  BULK_SHIFT,
  COST_TABLE,
  DEFAULT_COST,
  FRAME_SLOTS,
  GROW_UNITS_PER_PAGE,
  SAFE_POINT_UNITS,
} from './cost-table.ts';
export { CURRENT_RULES, FUEL_RULES, FUEL_VERSION, OUTPUT_VERSION, type FuelRules } from './fuel-rules.ts';
export { HOST_ENTERED_EXPORTS } from './host-entered.ts';
export { meter, meterInSteps, type Metered, type MeterStats } from './meter.ts';
export { METER_DEFAULTS, memoryPagesOf, type MeterOptions } from './options.ts';
export { cardPages } from './appendix.ts';
export { SHIM_IMPORT, shimBytes, type MeterControls } from './shim.ts';
export {
  CARD_SHIFT,
  CARDS,
  CARDS_EXPORT,
  MARK_REACH,
  MAX_DEPTH,
  MAX_FUEL,
  REASON,
  STATE_GLOBALS,
  STATE_MODULE,
  TRAP_REASONS,
} from './state-globals.ts';
