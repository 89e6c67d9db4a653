import { readFileSync } from 'node:fs';

/** The version of this package, from its own package.json, built or not. */
export const VERSION = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
