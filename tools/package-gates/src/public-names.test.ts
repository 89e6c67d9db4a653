import { workspaceRoot } from '@esta-logic/tool-boundaries';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { publicNames } from './public-names.ts';
import { publishedPackages } from './published-package.ts';

const packages = publishedPackages(workspaceRoot);
const names = publicNames(workspaceRoot, packages);

it('is what api.txt pins: after a wanted change run "npm run api:update" and commit it', () => {
  const pinned = readFileSync(join(workspaceRoot, 'tools/package-gates/api.txt'), 'utf8').trimEnd().split('\n');
  expect(names).toEqual(pinned);
});

it('tells values from types', () => {
  expect(names).toContain('@esta-logic/kernel-boundary value canonicalJson');
  expect(names).toContain('@esta-logic/kernel-boundary type ModuleManifest');
});

it('has no default exports', () => {
  expect(names.filter((name) => name.endsWith(' default'))).toEqual([]);
});
