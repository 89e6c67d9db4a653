import { join } from 'node:path';

/** The package's own folder, absolute. */
export const FOLDER = join(import.meta.dirname, '..');
/** The workspace. */
export const ROOT = join(FOLDER, '../..');
/** Where built guests and installed peers are kept; it may be removed at any time. */
export const CACHE = join(ROOT, 'node_modules/.cache/esta-bench');
/** The package.json, lock and loader of the peers. */
export const PEERS = join(ROOT, 'bench/peers');
/** What the last runs came to. */
export const RESULTS_FILE = join(ROOT, 'bench/results.json');
/** The page that shows them. */
export const PAGE_FILE = join(ROOT, 'docs/benchmarks.md');
