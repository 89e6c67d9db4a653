import { workspaceRoot } from '@esta-logic/tool-boundaries';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from './manifest-rules.ts';
import { manifestProblems } from './manifest-rules.ts';
import { publishedPackages } from './published-package.ts';

function read(folder: string): Manifest {
  return JSON.parse(readFileSync(join(workspaceRoot, folder, 'package.json'), 'utf8')) as Manifest;
}

it('every published package has a manifest like all the others', () => {
  const folders = publishedPackages(workspaceRoot).map((one) => one.folder);
  expect(folders.flatMap((folder) => manifestProblems(folder, read(folder)))).toEqual([]);
});

describe('the gate goes red', () => {
  const good = read('libs/kernel-boundary');
  const open = {
    '.': { types: './dist/index.d.ts', '@esta-logic/source': './src/index.ts', default: './dist/index.js' },
  };
  const faults: [fault: string, change: Manifest, sentences: number][] = [
    ['another scope', { name: 'kernel-boundary' }, 1],
    ['no sentence', { description: 'ABI' }, 1],
    ['another licence', { license: 'UNLICENSED' }, 1],
    ['CommonJS', { type: 'commonjs' }, 1],
    ['restricted access', { publishConfig: {} }, 1],
    ['open insides, another order of conditions, hidden package.json', { exports: open }, 3],
    ['no engines', { engines: {} }, 1],
    ['tests that only echo', { scripts: { test: 'echo ok', typecheck: 'true' } }, 2],
  ];
  it.each(faults)('for %s', (_fault, change, sentences) => {
    expect(manifestProblems('x', good)).toEqual([]);
    expect(manifestProblems('x', { ...good, ...change })).toHaveLength(sentences);
  });
});
