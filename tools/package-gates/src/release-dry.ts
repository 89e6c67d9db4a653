import { workspaceRoot as root } from '@esta-logic/tool-boundaries';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from './pack.ts';
import { publishedPackages } from './published-package.ts';
import { forgotten, plannedReleases } from './release-plan.ts';

const packages = publishedPackages(root);
const releases = await plannedReleases(root);
const lost = forgotten(root, packages, releases);

for (const { name, oldVersion, newVersion } of releases) {
  const one = packages.find((candidate) => candidate.name === name);
  if (one === undefined) continue;
  const { size, files } = await pack(join(root, one.folder), tmpdir(), true);
  console.log(`${name} ${oldVersion} -> ${newVersion}, ${files.length} files, ${size} bytes`);
}
for (const name of lost) console.error(`${name} was never released and no changeset names it: run "npx changeset".`);
console.log(`${releases.length} packages would be published; nothing was sent anywhere`);
process.exitCode = lost.length === 0 ? 0 : 1;
