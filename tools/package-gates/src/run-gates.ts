import { workspaceRoot as root } from '@esta-logic/tool-boundaries';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatePackage } from './gate-package.ts';
import type { Packed } from './pack.ts';
import { pack } from './pack.ts';
import { publishedPackages, withDependencies } from './published-package.ts';

const wanted = process.argv.slice(2);
const all = publishedPackages(root);
const chosen = all.filter((one) => wanted.length === 0 || wanted.includes(one.folder));
const needed = [...new Set(chosen.flatMap((one) => withDependencies(one, all)))];
const destination = mkdtempSync(join(tmpdir(), 'tarballs-'));
const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
const args = [
  nx,
  'run-many',
  '-t',
  'build,componentize,bundle',
  '--output-style=static',
  '-p',
  needed.map((one) => one.name).join(','),
];

/** Builds, packs and checks; returns the number of packages that cannot be published. */
async function gateAll(): Promise<number> {
  if (spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status !== 0) return chosen.length;
  const packed = new Map<string, Packed>();
  for (const one of needed) packed.set(one.name, await pack(join(root, one.folder), destination));
  let red = 0;
  for (const one of chosen) {
    const problems = await gatePackage(root, one, all, packed, attw);
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${one.folder} ${packed.get(one.name)?.size} bytes`);
    for (const problem of problems) console.log(`       ${problem}`);
    red += problems.length === 0 ? 0 : 1;
  }
  return red;
}

try {
  const red = await gateAll();
  console.log(`${chosen.length - red} packages can be published, ${red} cannot`);
  process.exitCode = red === 0 && chosen.length > 0 ? 0 : 1;
} finally {
  rmSync(destination, { recursive: true });
}
