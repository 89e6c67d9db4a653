import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LayerTable } from './layer-table.ts';

const concrete: Readonly<Record<string, readonly string[]>> = {
  'libs/drivers/*': ['libs/drivers/sqlite'],
  'services/*': ['services/time-service', 'services/accrual-service'],
  'apps/*': ['apps/cli', 'apps/backend'],
  'tools/*': ['tools/docs', 'tools/boundaries'],
};

/** The package name that the canary workspace gives to a folder. */
export function canaryName(folder: string): string {
  return `@esta-logic/${folder.replace(/^(libs\/drivers|libs|services|apps|tools)\//u, '')}`;
}

/**
 * A scratch workspace with one small package per row of the table, linked as npm links workspaces, so that forbidden
 * imports can be planted before the real package exists. Returns its path; the caller removes it.
 */
export function makeCanaryWorkspace(table: LayerTable): string {
  const root = mkdtempSync(join(tmpdir(), 'boundaries-canary-'));
  write(root, 'tools/boundaries/layers.json', JSON.stringify(table));
  write(root, 'tsconfig.base.json', JSON.stringify({ compilerOptions: { module: 'nodenext' } }));
  write(root, 'node_modules/left-pad/package.json', JSON.stringify({ name: 'left-pad', main: 'index.js' }));
  write(root, 'node_modules/left-pad/index.js', '');
  for (const pattern of table.layers.flatMap((layer) => layer.packages)) {
    for (const folder of concrete[pattern] ?? [pattern]) plantPackage(root, folder);
  }
  return root;
}

function plantPackage(root: string, folder: string): void {
  const entry = { '@esta-logic/source': './src/index.ts', default: './dist/index.js' };
  const exports = { '.': entry, './internal/*': null };
  write(root, `${folder}/package.json`, JSON.stringify({ name: canaryName(folder), type: 'module', exports }));
  write(root, `${folder}/src/index.ts`, 'export const value = 1;\nexport type Value = number;\n');
  write(root, `${folder}/src/internal/secret.ts`, 'export const secret = 1;\n');
  const link = join(root, 'node_modules', canaryName(folder));
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(root, folder), link);
}

function write(root: string, path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
