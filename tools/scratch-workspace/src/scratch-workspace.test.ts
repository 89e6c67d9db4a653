import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ScratchWorkspace } from './scratch-workspace.ts';
import { copyWorkspace } from './scratch-workspace.ts';

let scratch: ScratchWorkspace;
beforeAll(() => {
  scratch = copyWorkspace();
});
afterAll(() => scratch.remove());

it('has the files, a commit and nothing uncommitted', () => {
  expect(existsSync(join(scratch.root, 'nx.json'))).toBe(true);
  expect(scratch.run('git', 'status', '--short')).toEqual({ status: 0, output: '' });
});

it('resolves its own packages to its own folders', () => {
  const link = realpathSync(join(scratch.root, 'node_modules/@esta-logic/tool-boundaries'));
  expect(link).toBe(join(realpathSync(scratch.root), 'tools/boundaries'));
});

it('commits what a test changed', () => {
  writeFileSync(join(scratch.root, 'README.md'), 'changed\n');
  scratch.commit('Change the README');
  expect(scratch.run('git', 'log', '--format=%s', '-1').output).toBe('Change the README\n');
});
