import { canonicalJson, type Digest, type LoadedModule } from '@esta-logic/kernel-boundary';
import {
  ARM_UNITS,
  BULK_SHIFT,
  COST_TABLE,
  DEFAULT_COST,
  FRAME_SLOTS,
  GROW_UNITS_PER_PAGE,
  METER_DEFAULTS,
  METER_VERSION,
  SAFE_POINT_UNITS,
} from '@esta-logic/meter';

const COSTS = canonicalJson({
  ARM_UNITS,
  BULK_SHIFT,
  COST_TABLE,
  DEFAULT_COST,
  FRAME_SLOTS,
  GROW_UNITS_PER_PAGE,
  METER_DEFAULTS,
  SAFE_POINT_UNITS,
});

/** What a crank's record says of the meter, so that who runs it again can tell whether theirs counts alike. */
export const meterTerms = (digest: Digest): LoadedModule['meter'] => ({
  version: METER_VERSION,
  costs: digest.blake3(new TextEncoder().encode(COSTS)),
});
