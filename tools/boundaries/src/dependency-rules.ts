import type { ESLint, Linter } from 'eslint';
import boundaries from 'eslint-plugin-boundaries';
import { join } from 'node:path';
import type { LayerTable } from './layer-table.ts';
import { layerOf, mayImport, npmAllowance, testMayImport } from './layer-table.ts';
import { listFolders } from './workspace-folders.ts';

/** Files that are not part of what a package ships. */
export const testFiles = ['**/*.test.ts', '**/*.test.tsx', '**/*.bench.ts', '**/test/**', '**/vite.config.ts'];
const sources = ['{libs,services,apps,tools}/**/*.{ts,tsx,js,mjs}'];
const scope = '@esta-logic';

/**
 * The layer table as rules of eslint-plugin-boundaries: every package folder is an element of its own type, and what
 * is not allowed is an error. Without the TypeScript resolver the plugin lets everything pass, so it is set here.
 */
export function dependencyRules(root: string, table: LayerTable): Linter.Config[] {
  const folders = listFolders(root);
  const code = folders.flatMap((folder) => codePolicies(table, folders, folder));
  const tests = folders.flatMap((folder) => testPolicies(table, folders, folder));
  return [
    {
      files: sources,
      plugins: { boundaries: boundaries as ESLint.Plugin },
      settings: settings(root, folders),
      rules: rules([...code, closed]),
    },
    { files: testFiles, rules: rules([...code, ...tests, closed]) },
  ];
}

function rules(policies: readonly object[]): Linter.RulesRecord {
  const message = '{{from.element.type}} may not import {{dependency.source}}: see tools/boundaries/layers.json.';
  return { 'boundaries/dependencies': ['error', { default: 'disallow', checkAllOrigins: true, message, policies }] };
}

function settings(root: string, folders: readonly string[]): Record<string, unknown> {
  return {
    'boundaries/root-path': root,
    'boundaries/elements': folders.map((folder) => ({ type: folder, pattern: folder, partialMatch: false })),
    'boundaries/files': [{ category: 'entry', pattern: '**/src/index.{ts,tsx}' }],
    'boundaries/additional-dependency-nodes': [{ selector: 'TSImportType Literal', kind: 'type', name: 'import-type' }],
    'boundaries/legacy-templates': false,
    'import/resolver': {
      typescript: {
        project: join(root, 'tsconfig.base.json'),
        conditionNames: ['@esta-logic/source', 'types', 'import', 'node', 'default'],
      },
    },
  };
}

/** A name of this workspace that does not resolve is a deep import or a package that does not exist: never allowed. */
const closed = { disallow: { to: { module: { origin: 'external', source: `${scope}/*` } } } };

function codePolicies(table: LayerTable, folders: readonly string[], folder: string): object[] {
  const layer = layerOf(table, folder);
  if (layer === undefined) return [];
  const from = { element: { type: folder } };
  const targets = folders.filter((target) => mayImport(table, folder, target));
  const dependency = layer.typesOnly === true ? { dependency: { kind: 'type' } } : {};
  return [
    { from, ...dependency, allow: { to: entries(targets) } },
    { from, allow: { to: { element: { type: folder } } } },
    ...outsidePolicies(from, npmAllowance(table, folder)),
  ];
}

function entries(folders: readonly string[]): object {
  return { element: { types: { anyOf: [...folders] } }, file: { categories: 'entry' } };
}

function outsidePolicies(from: object, allowance: readonly string[] | 'any'): object[] {
  if (allowance === 'any') return [{ from, allow: { to: { module: { origin: ['core', 'external'] } } } }];
  const policies: object[] = [{ from, disallow: { to: { module: { origin: 'core' } } } }];
  if (allowance.length === 0) return policies;
  return [...policies, { from, allow: { to: { module: { origin: 'external', source: [...allowance] } } } }];
}

/** Test files may use Node, any registry package and the test layers, and nothing else beyond what their package may. */
function testPolicies(table: LayerTable, folders: readonly string[], folder: string): object[] {
  const from = { element: { type: folder } };
  const targets = folders.filter((target) => testMayImport(table, folder, target));
  return [
    { from, allow: { to: entries(targets) } },
    { from, allow: { to: { module: { origin: ['core', 'external'] } } } },
  ];
}
