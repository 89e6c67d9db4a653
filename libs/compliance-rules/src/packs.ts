import michigan from './packs/us-mi-esta-2025.json' with { type: 'json' };
import { pinnedPack } from './pins/pinned-pack.ts';

/** Michigan's Earned Sick Time Act as amended by 2025 PA 2. */
export const michigan2025 = pinnedPack(michigan);
