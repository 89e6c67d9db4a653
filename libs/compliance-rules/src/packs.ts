/** The laws that are released: every row of them is sourced. They are data only, decided by the same code. */
import colorado from './packs/us-co-hfwa-2022.json' with { type: 'json' };
import michigan from './packs/us-mi-esta-2025.json' with { type: 'json' };
import washington from './packs/us-wa-psl-2018.json' with { type: 'json' };
import { pinnedPack } from './pins/pinned-pack.ts';
import type { Refused } from './balance-decision.ts';
import type { RulePack } from './rule-pack.ts';

/** Michigan's Earned Sick Time Act as amended by 2025 PA 2. */
export const michigan2025 = pinnedPack(michigan);
export const washington2018 = pinnedPack(washington);
export const colorado2022 = pinnedPack(colorado);

export const releasedPacks: readonly RulePack[] = [michigan2025, washington2018, colorado2022];

/** The released pack of an id (`us-wa-psl-2018`), Michigan's when none is named; a refusal (unknown-pack) names those that there are. */
export function releasedPack(id: string = michigan2025.id): RulePack | Refused {
  const known = releasedPacks.map((pack) => pack.id).join(', ');
  const message = `There is no released rule pack "${id}"; there are ${known}.`;
  return releasedPacks.find((pack) => pack.id === id) ?? { ok: false, code: 'unknown-pack', message };
}
