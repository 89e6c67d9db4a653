import { canonicalJson, type Digest, type LoadedModule } from '@esta-logic/kernel-boundary';
import { CURRENT_RULES, FUEL_RULES, METER_DEFAULTS, type FuelRules } from '@esta-logic/meter';
import type { LoaderPowers } from './loader-powers.ts';

/** The rules by which a loader's modules are metered. */
export function rulesOf({ fuelRules = FUEL_RULES, fuelVersion }: LoaderPowers): FuelRules {
  return fuelRules.find(({ version }) => version === fuelVersion) ?? fuelRules[0] ?? CURRENT_RULES;
}

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
