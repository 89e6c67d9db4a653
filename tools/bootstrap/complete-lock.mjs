// Run by `npm run lock` after a change of dependencies: see platform-packages.mjs.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingPlatformEntries } from './platform-packages.mjs';

const file = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingPlatformEntries(lock.packages);
const added = Object.keys(missing);
const remote = Object.entries(lock.packages).filter(([, entry]) => /^https?:/u.test(entry.resolved ?? ''));

if (process.argv.includes('--check')) {
  for (const path of added) console.error(`package-lock.json lacks ${path}: run "npm run lock".`);
  for (const [path] of remote) console.error(`package-lock.json names a registry host for ${path}.`);
  process.exitCode = added.length + remote.length === 0 ? 0 : 1;
} else {
  const packages = Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (added.length > 0)
    writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
  console.log(`${added.length} packages of other platforms added to package-lock.json`);
}
