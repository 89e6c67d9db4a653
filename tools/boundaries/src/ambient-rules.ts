import type { Linter } from 'eslint';
import type { LayerTable } from './layer-table.ts';
import { layerOf } from './layer-table.ts';
import { testFiles } from './dependency-rules.ts';
import { listFolders } from './workspace-folders.ts';

const cure = 'Below the drivers powers are parameters: take it through a port of kernel-boundary.';

/** Globals that reach the machine, the network, the clock or the console. */
const globals = [
  'process', 'fetch', 'Buffer', 'crypto', 'performance', 'console', 'navigator', 'location',
  'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate',
  'requestAnimationFrame', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker', 'BroadcastChannel',
  'indexedDB', 'localStorage', 'sessionStorage', 'caches', 'document', 'window', 'self', 'global', 'globalThis',
  'require', 'module', '__dirname', '__filename', 'Intl', 'Deno', 'Bun',
]; // prettier-ignore

const localDate =
  'getFullYear|getMonth|getDate|getDay|getHours|getMinutes|getSeconds|getMilliseconds|getTimezoneOffset';
const localText = 'toLocaleString|toLocaleDateString|toLocaleTimeString|localeCompare';

/** Syntax that reads the clock, chance, the time zone or a module chosen at run time. */
const syntax = [
  ["NewExpression[callee.name='Date'][arguments.length=0]", 'new Date() reads the clock.'],
  ["NewExpression[callee.name='Date'][arguments.length>1]", 'new Date(y, m, …) reads the time zone of the machine.'],
  ["CallExpression[callee.name='Date']", 'Date() reads the clock.'],
  ["VariableDeclarator[init.name='Date']", 'A second name for Date hides what reads the clock.'],
  ["VariableDeclarator[init.name='Math'][id.type='Identifier']", 'A second name for Math hides Math.random.'],
  [`MemberExpression[property.name=/^(${localDate})$/]`, 'This reads the time zone of the machine; use the UTC form.'],
  [`MemberExpression[property.name=/^(${localText})$/]`, 'This depends on the locale of the machine.'],
  ["ImportExpression:not([source.type='Literal'])", 'A module chosen at run time cannot be checked.'],
] as const;

/** Ambient powers as lint errors in every package folder below the drivers; test files may use them. */
export function ambientRules(root: string, table: LayerTable): Linter.Config[] {
  const folders = listFolders(root).filter((folder) => layerOf(table, folder)?.host !== true);
  return [
    {
      files: folders.map((folder) => `${folder}/**/*.{ts,tsx,js,mjs}`),
      ignores: testFiles,
      rules: {
        'no-restricted-globals': ['error', ...globals.map((name) => ({ name, message: cure }))],
        'no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: cure },
          { object: 'Math', property: 'random', message: cure },
        ],
        'no-restricted-syntax': [
          'error',
          ...syntax.map(([selector, what]) => ({ selector, message: `${what} ${cure}` })),
        ],
        'no-eval': 'error',
        'no-implied-eval': 'error',
        'no-new-func': 'error',
      },
    },
  ];
}
