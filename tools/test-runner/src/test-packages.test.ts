import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetReport, readReport, testPackages } from './test-packages.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'test-runner-'));
  for (const parent of ['libs/drivers', 'services', 'apps', 'tools'])
    mkdirSync(join(root, parent), { recursive: true });
  plant('libs/a', { test: 'vitest run' });
  plant('libs/drivers/b', { test: 'vitest run' });
  plant('tools/c', { build: 'tsc' });
});
afterEach(() => rmSync(root, { recursive: true }));

function plant(folder: string, scripts: object): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'package.json'), JSON.stringify({ scripts }));
}

it('finds the packages that have tests', () => {
  expect(testPackages(root, (folder) => readdirSync(folder))).toEqual(['libs/a', 'libs/drivers/b']);
});

it('reads no report that an earlier run left', () => {
  mkdirSync(join(root, 'libs/a/reports'));
  writeFileSync(join(root, 'libs/a/reports/vitest.json'), '{"testResults":[]}');
  expect(readReport(root, 'libs/a')).toEqual({ testResults: [] });
  forgetReport(root, 'libs/a');
  expect(readReport(root, 'libs/a')).toBeUndefined();
});

it('reads no report that was cut short', () => {
  mkdirSync(join(root, 'libs/a/reports'));
  writeFileSync(join(root, 'libs/a/reports/vitest.json'), '{"testRes');
  expect(readReport(root, 'libs/a')).toBeUndefined();
});
