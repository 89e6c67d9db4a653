import { releasedPack, type RulePack } from '@esta-logic/compliance-rules';
import { refuse } from './refused.ts';

/** The rule pack that a message names by its id, Michigan's when it names none. Fault: invalid-payload, when none is released under it. */
export function statedPack(id: string | undefined): RulePack {
  const pack = releasedPack(id);
  return 'ok' in pack ? refuse(pack) : pack;
}
