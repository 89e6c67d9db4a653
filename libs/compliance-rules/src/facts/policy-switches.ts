import type { Policy } from '@esta-logic/shared-types';
import { Refusal } from '../refusal.ts';
import type { RulePack } from '../rule-pack.ts';

/** Refuses a switch that the pack does not have, or an option that the switch does not: a misspelt choice would be the default in silence. */
export function checkSwitches(policy: Policy | undefined, pack: RulePack): void {
  if (policy?.switches === undefined) return;
  for (const [name, chosen] of Object.entries(policy.switches)) {
    const open = Object.hasOwn(pack.switches, name) ? pack.switches[name] : undefined;
    if (open === undefined) {
      const names = Object.keys(pack.switches).join(', ') || 'no switch at all';
      throw new Refusal('bad-given', `policy.switches.${name} is no switch of ${pack.id}, which has ${names}.`);
    }
    if (!open.options.includes(chosen))
      throw new Refusal('bad-given', `policy.switches.${name} is "${chosen}"; give one of ${open.options.join(', ')}.`);
  }
}
