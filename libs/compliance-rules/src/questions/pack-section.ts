import type { Reasoning } from '../reasoning.ts';
import { Refusal } from '../refusal.ts';

/** A section of the pack, or a refusal that says what this law's pack is silent on. */
export function fromPack<T>(section: T | null, about: string, reasoning: Reasoning): T {
  if (section !== null) return section;
  const { pack } = reasoning;
  throw new Refusal(
    'not-in-pack',
    `The pack ${pack.id} of ${pack.jurisdiction.name} says nothing on ${about}; ask a pack that does.`,
  );
}
