import { describe, expect, it } from 'vitest';
import * as surface from './index.ts';

describe('the public surface', () => {
  it('is what the README says', () => {
    expect(Object.keys(surface).sort()).toEqual([
      'ARM_UNITS',
      'BULK_SHIFT',
      'CARDS',
      'CARDS_EXPORT',
      'CARD_SHIFT',
      'COST_TABLE',
      'CURRENT_RULES',
      'DEFAULT_COST',
      'FRAME_SLOTS',
      'FUEL_RULES',
      'FUEL_VERSION',
      'GROW_UNITS_PER_PAGE',
      'HOST_ENTERED_EXPORTS',
      'MARK_REACH',
      'MAX_DEPTH',
      'MAX_FUEL',
      'METER_DEFAULTS',
      'OUTPUT_VERSION',
      'REASON',
      'SAFE_POINT_UNITS',
      'SHIM_IMPORT',
      'STATE_GLOBALS',
      'STATE_MODULE',
      'TRAP_REASONS',
      'cardPages',
      'memoryPagesOf',
      'meter',
      'meterInSteps',
      'shimBytes',
    ]);
  });
});
