import { join } from 'node:path';

/** The package's own folder, absolute. */
export const FOLDER = join(import.meta.dirname, '..');
/** The workspace. */
export const ROOT = join(FOLDER, '../..');
