import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { workspaceRoot } from '@esta-logic/tool-boundaries';
import { afterAll, describe, expect, it } from 'vitest';
import { gatePackage } from './gate-package.ts';
import { pack } from './pack.ts';
import type { PublishedPackage } from './published-package.ts';

const root = mkdtempSync(join(tmpdir(), 'gate-canary-'));
mkdirSync(join(root, 'node_modules'));
const attw = 'node_modules/@arethetypeswrong';
afterAll(() => rmSync(root, { recursive: true }));

const entry = { types: './dist/index.d.ts', default: './dist/index.js' };
const good: Readonly<Record<string, string>> = {
  'README.md': '# good\n\n```ts\nconsole.log(1 + 1); // 2\n```\n',
  'dist/index.js': 'export const one = 1;\n',
  'dist/index.d.ts': 'export declare const one = 1;\n',
};

/** Writes a package, packs it and returns what the gate says. `changes` replace files; an empty text removes one. */
async function gate(name: string, changes: Record<string, string> = {}, manifest: object = {}): Promise<string> {
  const base = {
    name: `@esta-logic/${name}`,
    version: '0.1.0',
    license: 'Apache-2.0',
    type: 'module',
    files: ['dist', 'README.md'],
  };
  const whole = { ...base, exports: { '.': entry, './internal/*': null }, ...manifest } as {
    exports: Record<string, unknown>;
  };
  const folder = `libs/${name}`;
  for (const [path, text] of Object.entries({ ...good, ...changes, 'package.json': JSON.stringify(whole) })) {
    if (text === '') continue;
    mkdirSync(dirname(join(root, folder, path)), { recursive: true });
    writeFileSync(join(root, folder, path), text);
  }
  const one: PublishedPackage = {
    folder,
    name: base.name,
    version: '0.1.0',
    private: false,
    dependencies: [],
    devDependencies: [],
    exports: whole.exports,
  };
  const packed = new Map([[one.name, await pack(join(root, folder), root)]]);
  return (await gatePackage(root, one, [one], packed, join(workspaceRoot, attw, 'cli/dist/index.js'))).join('\n');
}

describe('the gate', () => {
  it('lets a good package pass', async () => {
    expect(await gate('good')).toBe('');
  });
  it('is red for an entry that was not built', async () => {
    const said = await gate('unbuilt', { 'dist/index.js': '' });
    expect(said).toContain('publint: ');
    expect(said).toContain("import '@esta-logic/unbuilt' fails when it is installed alone");
  });
  it('is red for a dependency that the manifest does not name', async () => {
    expect(await gate('hungry', { 'dist/index.js': "export { one } from 'fast-check';\n" })).toContain(
      "Cannot find package 'fast-check'",
    );
  });
  it('is red for insides that can be reached', async () => {
    const open = { exports: { '.': entry, './internal/*': './dist/*.js' } };
    expect(await gate('open', {}, open)).toContain('@esta-logic/open/internal/index.js can be reached from outside');
  });
  it('is red for types that are missing, and for types of another module kind', async () => {
    const bare = { exports: { '.': { default: './dist/index.js' } } };
    expect(await gate('untyped', { 'dist/index.d.ts': '' }, bare)).toContain('attw: ');
    const mixed = { exports: { '.': { types: './dist/index.d.cts', default: './dist/index.js' } } };
    const types = { 'dist/index.d.ts': '', 'dist/index.d.cts': good['dist/index.d.ts'] ?? '' };
    expect(await gate('masked', types, mixed)).toContain('attw: ');
  });
  it('is red for tests and sources in the tarball, and for a README that is missing', async () => {
    const said = await gate(
      'stray',
      { 'src/index.ts': 'x', 'dist/a.test.js': 'x', 'README.md': '' },
      { files: ['dist', 'src'] },
    );
    expect(said).toContain('the tarball holds src/index.ts');
    expect(said).toContain('the tarball holds dist/a.test.js');
    expect(said).toContain('there is no README.md');
  });
  it('is red for an example that is missing, fails, or prints something else than it says', async () => {
    expect(await gate('silent', { 'README.md': '# silent\n' })).toContain('has no example that can be run');
    expect(await gate('throws', { 'README.md': "# x\n```ts\nthrow new Error('no');\n```\n" })).toContain(
      'README.md, line 3: the example fails: Error: no',
    );
    expect(await gate('lies', { 'README.md': '# x\n```ts\nconsole.log(1 + 1); // 3\n```\n' })).toContain(
      'the example says "3" and prints:\n2',
    );
  });
});
