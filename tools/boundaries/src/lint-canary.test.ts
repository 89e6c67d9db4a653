import { ESLint } from 'eslint';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ambientRules } from './ambient-rules.ts';
import { makeCanaryWorkspace } from './canary-workspace.ts';
import { dependencyRules } from './dependency-rules.ts';
import { readLayerTable } from './layer-table.ts';
import { workspaceRoot } from './workspace-root.ts';

const table = readLayerTable(workspaceRoot);
let root = '';
let eslint: ESLint;

beforeAll(() => {
  root = makeCanaryWorkspace(table);
  const language = { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } } as object;
  const config = [language, ...dependencyRules(root, table), ...ambientRules(root, table)];
  eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: config as never });
});
afterAll(() => rmSync(root, { recursive: true }));

async function lint(file: string, code: string): Promise<string[]> {
  const results = await eslint.lintText(`${code}\n`, { filePath: join(root, file) });
  return results.flatMap((result) => result.messages.map((message) => `${message.ruleId}: ${message.message}`));
}

const forbiddenImports: [what: string, file: string, code: string][] = [
  ['upward', 'libs/kernel-boundary/src/x.ts', "import { value } from '@esta-logic/kernel'; export const y = value;"],
  ['upward by one layer', 'libs/storage/src/x.ts', "export { value } from '@esta-logic/journal';"],
  ['sideways', 'libs/scheduler/src/x.ts', "import { value } from '@esta-logic/storage'; export const y = value;"],
  ['sideways in the domain', 'libs/shared-types/src/x.ts', "export { value } from '@esta-logic/accrual-engine';"],
  ['service to service', 'services/time-service/src/x.ts', "export { value } from '@esta-logic/accrual-service';"],
  ['service to kernel', 'services/time-service/src/x.ts', "export { value } from '@esta-logic/kernel';"],
  ['service to boundary', 'services/time-service/src/x.ts', "export { value } from '@esta-logic/kernel-boundary';"],
  ['kernel to driver', 'libs/kernel/src/x.ts', "export { value } from '@esta-logic/sqlite';"],
  ['domain to kernel boundary', 'libs/accrual-engine/src/x.ts', "export { value } from '@esta-logic/kernel-boundary';"],
  ['app to a domain calculation', 'apps/cli/src/x.ts', "export { value } from '@esta-logic/accrual-engine';"],
  ['app to another app', 'apps/backend/src/x.ts', "export { value } from '@esta-logic/cli';"],
  ['app to a service', 'apps/cli/src/x.ts', "export { value } from '@esta-logic/time-service';"],
  ['tool to the kernel', 'tools/docs/src/x.ts', "export { value } from '@esta-logic/kernel';"],
  ['code to the test layer', 'libs/kernel/src/x.ts', "export { value } from '@esta-logic/testkit';"],
  ['sdk to a value of the boundary', 'libs/service-sdk/src/x.ts', "export { value } from '@esta-logic/kernel-boundary';"],
  ['type only', 'libs/storage/src/x.ts', "import type { Value } from '@esta-logic/kernel'; export const y: Value = 1;"],
  ['inline type', 'libs/storage/src/x.ts', "import { type Value } from '@esta-logic/kernel'; export const y: Value = 1;"],
  ['type of an import expression', 'libs/storage/src/x.ts', "export type V = import('@esta-logic/kernel').Value;"],
  ['type re-export', 'libs/storage/src/x.ts', "export type { Value } from '@esta-logic/kernel';"],
  ['star re-export', 'libs/storage/src/x.ts', "export * from '@esta-logic/kernel';"],
  ['dynamic', 'libs/storage/src/x.ts', "export const y = await import('@esta-logic/kernel');"],
  ['relative upward', 'libs/storage/src/x.ts', "export { value } from '../../kernel/src/index.ts';"],
  ['deep by name, internal', 'libs/kernel/src/x.ts', "export { secret } from '@esta-logic/storage/internal/secret.ts';"],
  ['deep by name, src', 'libs/kernel/src/x.ts', "export { secret } from '@esta-logic/storage/src/internal/secret.ts';"],
  ['deep by path', 'libs/kernel/src/x.ts', "export { secret } from '../../storage/src/internal/secret.ts';"],
  ['deep by name, from an app', 'apps/cli/src/x.ts', "export { secret } from '@esta-logic/kernel/internal/secret.ts';"],
  ['a package that does not exist', 'apps/cli/src/x.ts', "export { value } from '@esta-logic/no-such-package';"],
  ['node:fs', 'libs/kernel/src/x.ts', "export { readFileSync } from 'node:fs';"],
  ['fs without its prefix', 'libs/kernel/src/x.ts', "export { readFileSync } from 'fs';"],
  ['type of node:fs', 'libs/kernel/src/x.ts', "import type { Stats } from 'node:fs'; export type S = Stats;"],
  ['npm package', 'libs/kernel/src/x.ts', "import pad from 'left-pad'; export const y = pad;"],
  ['npm package in a service', 'services/time-service/src/x.ts', "import pad from 'left-pad'; export const y = pad;"],
  ['test to an upper layer', 'libs/storage/src/x.test.ts', "export { value } from '@esta-logic/kernel';"],
]; // prettier-ignore

const allowedImports: [what: string, file: string, code: string][] = [
  ['downward', 'libs/kernel/src/x.ts', "export { value } from '@esta-logic/storage';"],
  ['own file', 'libs/kernel/src/x.ts', "export { secret } from './internal/secret.ts';"],
  ['driver to boundary and node', 'libs/drivers/sqlite/src/x.ts', "export { value } from '@esta-logic/kernel-boundary'; export { readFileSync } from 'node:fs';"],
  ['service to sdk and domain', 'services/time-service/src/x.ts', "export { value } from '@esta-logic/service-sdk'; export * from '@esta-logic/accrual-engine';"],
  ['app to kernel, driver, npm', 'apps/cli/src/x.ts', "export { value } from '@esta-logic/kernel'; export * from '@esta-logic/sqlite'; import 'left-pad';"],
  ['app to the domain parts it may read', 'apps/cli/src/x.ts', "export { value } from '@esta-logic/timesheet-formats';"],
  ['cli to backend', 'apps/cli/src/x.ts', "export { value } from '@esta-logic/backend';"],
  ['sdk to types of the boundary', 'libs/service-sdk/src/x.ts', "import type { Value } from '@esta-logic/kernel-boundary'; export const y: Value = 1;"],
  ['domain downward', 'libs/compliance-rules/src/x.ts', "export { value } from '@esta-logic/accrual-engine';"],
  ['test to testkit, node and npm', 'libs/storage/src/x.test.ts', "import '@esta-logic/testkit'; import 'node:fs'; import 'left-pad';"],
]; // prettier-ignore

describe('imports', () => {
  it.each(forbiddenImports)('I1 %s is caught', async (_what, file, code) => {
    const messages = await lint(file, code);
    const folder = file.slice(0, file.indexOf('/src'));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(`boundaries/dependencies: ${folder} may not import `);
    expect(messages[0]).toContain(/(?:from|import\(?) ?'(.+?)'/u.exec(code)?.[1]);
  });
  it.each(allowedImports)('%s is let through', async (_what, file, code) => {
    expect(await lint(file, code)).toEqual([]);
  });
});

const ambient: [code: string, rule: string][] = [
  ['export const y = Date.now();', 'no-restricted-properties'],
  ['export const { now } = Date;', 'no-restricted-properties'],
  ["export const y = Date['now']();", 'no-restricted-properties'],
  ['export const y = new Date();', 'no-restricted-syntax'],
  ['export const y = new Date(2026, 0, 1);', 'no-restricted-syntax'],
  ['export const y = Date();', 'no-restricted-syntax'],
  ['const D = Date; export const y = new D();', 'no-restricted-syntax'],
  ['export const y = (d: Date) => d.getHours();', 'no-restricted-syntax'],
  ['export const y = (n: number) => n.toLocaleString();', 'no-restricted-syntax'],
  ['export const y = Math.random();', 'no-restricted-properties'],
  ['const M = Math; export const y = M.random();', 'no-restricted-syntax'],
  ['export const y = process.env;', 'no-restricted-globals'],
  ["export const y = fetch('https://example.com');", 'no-restricted-globals'],
  ['setTimeout(() => {}, 1);', 'no-restricted-globals'],
  ['setInterval(() => {}, 1);', 'no-restricted-globals'],
  ['export const y = crypto.randomUUID();', 'no-restricted-globals'],
  ['export const y = Buffer.from([]);', 'no-restricted-globals'],
  ['export const y = performance.now();', 'no-restricted-globals'],
  ["console.log('x');", 'no-restricted-globals'],
  ['export const y = globalThis.Date;', 'no-restricted-globals'],
  ["export const y = globalThis['pro' + 'cess'];", 'no-restricted-globals'],
  ["export const y = new Intl.NumberFormat('en');", 'no-restricted-globals'],
  ["export const y = require('fs');", 'no-restricted-globals'],
  ["export const y = await import('node:' + 'fs');", 'no-restricted-syntax'],
  ["export const y = eval('1');", 'no-eval'],
  ["export const y = new Function('return 1');", 'no-new-func'],
];
const powerless = [
  'export const y = new Date(0).toISOString();',
  "export const y = Date.parse('2026-01-01T00:00:00Z') + Date.UTC(2026, 0, 1);",
  'export const y = Math.floor(1.5);',
  'export const y = (process: { now(): number }) => process.now();',
  'export const y = new TextEncoder().encode("x");',
];

describe('ambient powers', () => {
  it.each(ambient)('%s is caught below the drivers', async (code, rule) => {
    const rules = (await lint('libs/kernel/src/x.ts', code)).map((message) => message.split(':')[0]);
    expect(rules).toContain(rule);
  });
  it.each(['libs/accrual-engine', 'services/time-service', 'libs/service-sdk', 'libs/observability'])(
    'are caught in %s',
    async (folder) => {
      expect(await lint(`${folder}/src/x.ts`, 'export const y = Date.now();')).toHaveLength(1);
    },
  );
  it.each(powerless)('%s is let through', async (code) => {
    expect(await lint('libs/kernel/src/x.ts', code)).toEqual([]);
  });
  it.each(['libs/drivers/sqlite/src/x.ts', 'apps/cli/src/x.ts', 'tools/docs/src/x.ts', 'libs/kernel/src/x.test.ts'])(
    'are let through in %s',
    async (file) => {
      expect(await lint(file, 'export const y = [Date.now(), process.env, Math.random()];')).toEqual([]);
    },
  );
});
