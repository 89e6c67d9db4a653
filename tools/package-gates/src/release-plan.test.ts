import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { publishedPackages } from './published-package.ts';
import { forgotten, plannedReleases } from './release-plan.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'release-'));
  write('package.json', JSON.stringify({ name: 'root', private: true, workspaces: ['libs/*'] }));
  write('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages: {} }));
  write('.changeset/config.json', JSON.stringify({ access: 'public', baseBranch: 'main' }));
  write('libs/a/package.json', JSON.stringify({ name: '@esta-logic/a', version: '0.1.0' }));
  write(
    'libs/b/package.json',
    JSON.stringify({ name: '@esta-logic/b', version: '0.1.0', dependencies: { '@esta-logic/a': '^0.1.0' } }),
  );
  write('libs/c/package.json', JSON.stringify({ name: '@esta-logic/c', version: '0.3.0' }));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
it('gives each package a version of its own, and moves those whose range no longer holds', async () => {
  write('.changeset/x.md', "---\n'@esta-logic/a': minor\n---\n\nAnswers faster.\n");
  const versions = (await plannedReleases(root)).map(({ name, newVersion }) => `${name} ${newVersion}`);
  expect(versions.toSorted()).toEqual(['@esta-logic/a 0.2.0', '@esta-logic/b 0.1.1']);
});

it('names packages that were never released and would be forgotten', async () => {
  write('.changeset/x.md', "---\n'@esta-logic/a': patch\n---\n\nAnswers right.\n");
  write('libs/c/CHANGELOG.md', '# c\n');
  expect(forgotten(root, publishedPackages(root), await plannedReleases(root))).toEqual(['@esta-logic/b']);
});
