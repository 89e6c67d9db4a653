/** Rule packs that are not released, and all of them together. */
import arizona from './packs/us-az-ept-2017.json' with { type: 'json' };
import california from './packs/us-ca-hwhfa-2024.json' with { type: 'json' };
import illinois from './packs/us-il-plawa-2024.json' with { type: 'json' };
import massachusetts from './packs/us-ma-est-2015.json' with { type: 'json' };
import minnesota from './packs/us-mn-esst-2024.json' with { type: 'json' };
import newJersey from './packs/us-nj-essl-2018.json' with { type: 'json' };
import newYorkCity from './packs/us-ny-nyc-essta-2021.json' with { type: 'json' };
import newYork from './packs/us-ny-psl-2021.json' with { type: 'json' };
import oregon from './packs/us-or-est-2016.json' with { type: 'json' };
import { releasedPacks } from './packs.ts';
import { pinnedPack } from './pins/pinned-pack.ts';
import type { RulePack } from './rule-pack.ts';

const OTHERS = [california, newYork, newYorkCity, illinois, minnesota, massachusetts, newJersey, arizona, oregon];

/** Laws of which not every row is sourced; every decision from one says so. */
export const draftPacks: readonly RulePack[] = OTHERS.map((data) => pinnedPack(data));

export const allPacks: readonly RulePack[] = [...releasedPacks, ...draftPacks];
