import { isPlainDate } from '@esta-logic/shared-types';
import { schemaFaults } from './json-schema.ts';
import schema from './packs/rule-pack.schema.json' with { type: 'json' };
import type { RulePack } from './rule-pack.ts';

const DATE_SHAPED = /^\d{4}-\d{2}-\d{2}$/;

/** Dates that look right and are no days of the calendar. */
function badDates(value: unknown, path: string): readonly string[] {
  if (typeof value === 'string')
    return DATE_SHAPED.test(value) && !isPlainDate(value) ? [`${path} is not a day of the calendar: ${value}`] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => badDates(entry, path === '' ? key : `${path}.${key}`));
}

function tierFaults(pack: RulePack): readonly string[] {
  const { tiers, weeksTest } = pack.size;
  const ids = tiers.map(({ id }) => id);
  const faults = ids.flatMap((id) => [
    ...(pack.caps[id] === undefined ? [`caps.${id} is missing for the size tier ${id}`] : []),
    ...(pack.duty.byTier[id] === undefined ? [`duty.byTier.${id} is missing for the size tier ${id}`] : []),
  ]);
  if (new Set(ids).size !== ids.length) faults.push('size.tiers has the same id twice');
  tiers.forEach(({ upTo }, index) => {
    const before = tiers[index - 1]?.upTo ?? 0;
    if (index < tiers.length - 1 ? upTo === null || upTo <= before : upTo !== null) {
      faults.push(`size.tiers[${index}].upTo must grow from tier to tier and be null in the last`);
    }
  });
  if (weeksTest !== null && !ids.includes(weeksTest.tier))
    faults.push(`size.weeksTest.tier ${weeksTest.tier} is not a tier`);
  if (pack.duty.startUp !== null && !ids.includes(pack.duty.startUp.tier))
    faults.push('duty.startUp.tier is not a tier');
  return faults;
}

function ruleFaults(pack: RulePack): readonly string[] {
  const named: [string, string][] = [
    ...Object.entries(pack.duty.byTier).map(([tier, { rule }]): [string, string] => [`duty.byTier.${tier}.rule`, rule]),
    ...Object.entries(pack.switches).map(([name, { rule }]): [string, string] => [`switches.${name}.rule`, rule]),
    ...(pack.coverage?.excludedEmployers ?? []).map(({ rule }, index): [string, string] => [
      `coverage.excludedEmployers[${index}].rule`,
      rule,
    ]),
    ...(pack.penalties?.kinds ?? []).map(({ rule }, index): [string, string] => [
      `penalties.kinds[${index}].rule`,
      rule,
    ]),
  ];
  const unknown = named
    .filter(([, rule]) => pack.rules[rule] === undefined)
    .map(([path, rule]) => `${path} names no rule: ${rule}`);
  const verified = Object.entries(pack.rules).filter(([, rule]) => rule.subsectionVerified && rule.subsection === null);
  return [...unknown, ...verified.map(([id]) => `rules.${id} cannot be verified to a subsection it does not give`)];
}

function orderFaults(pack: RulePack): readonly string[] {
  const faults: string[] = [];
  if (pack.effectiveTo !== null && pack.effectiveTo <= pack.effectiveFrom)
    faults.push('effectiveTo must be later than effectiveFrom');
  const wages = pack.pay?.minimumWage ?? [];
  if (wages.some(({ from }, index) => index > 0 && from <= (wages[index - 1]?.from ?? '')))
    faults.push('pay.minimumWage must be in date order');
  for (const [name, { default: chosen, options }] of Object.entries(pack.switches)) {
    if (!options.includes(chosen)) faults.push(`switches.${name}.default is not one of its options`);
  }
  const { reinstatement } = pack;
  if (reinstatement !== null && (reinstatement.months === null) === (reinstatement.days === null)) {
    faults.push('reinstatement must give either months or days');
  }
  return faults;
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

/** Everything wrong with a pack, each with its path: first its shape, then what the shape cannot say. Empty when it can be used. */
export function packFaults(data: unknown): readonly string[] {
  const shape = schemaFaults(data, schema);
  if (shape.length > 0) return shape;
  const pack = data as RulePack;
  return [...badDates(data, ''), ...tierFaults(pack), ...ruleFaults(pack), ...orderFaults(pack)];
}

/** Checks and freezes a pack; throws with everything that is wrong, because no decision can be made from half a law. */
export function loadPack(data: unknown): RulePack {
  const faults = packFaults(data);
  if (faults.length > 0) throw new RangeError(`the rule pack cannot be used: ${faults.join('; ')}`);
  return freeze(data as RulePack);
}
