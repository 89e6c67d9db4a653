import { canonicalJson, type Digest, type LoadedModule } from '@esta-logic/kernel-boundary';
import { METER_DEFAULTS, type FuelRules } from '@esta-logic/meter';

/** What of the rules stands under their hash, by the names that it has had there since the first record. */
const ruleText = (rules: FuelRules): string =>
  canonicalJson({
    ARM_UNITS: rules.armUnits,
    BULK_SHIFT: rules.bulkShift,
    COST_TABLE: rules.costTable,
    DEFAULT_COST: rules.defaultCost,
    FRAME_SLOTS: rules.frameSlots,
    GROW_UNITS_PER_PAGE: rules.growUnitsPerPage,
    LEAF_SLOTS: rules.leafSlots,
    METER_DEFAULTS,
    SAFE_POINT_UNITS: rules.safePointUnits,
  });

/** What a crank's record says of the meter, so that who runs it again can tell whether theirs counts alike. */
export const meterTerms = (digest: Digest, rules: FuelRules): LoadedModule['meter'] => ({
  version: rules.version,
  costs: digest.blake3(new TextEncoder().encode(ruleText(rules))),
});
