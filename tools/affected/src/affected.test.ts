import type { WorkspacePackage } from '@esta-logic/tool-boundaries';
import { listPackages } from '@esta-logic/tool-boundaries';
import type { ScratchWorkspace } from '@esta-logic/tool-scratch-workspace';
import { copyWorkspace } from '@esta-logic/tool-scratch-workspace';
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide } from './deployments.ts';
import { withDependents } from './expected.ts';

let scratch: ScratchWorkspace;
let packages: WorkspacePackage[];
beforeAll(() => {
  scratch = copyWorkspace();
  packages = listPackages(scratch.root);
});
afterAll(() => scratch.remove());

/** Appends a comment to a file and commits it. */
function touch(file: string): void {
  if (!existsSync(join(scratch.root, file))) throw new Error(`There is no ${file} to touch.`);
  appendFileSync(join(scratch.root, file), file.endsWith('.md') ? '\nTouched.\n' : '\n// touched\n');
  scratch.commit(`Touch ${file}`);
}

/** Its tests read every package, so it is affected by all of them without depending on any. */
const inspector = '@esta-logic/tool-package-gates';

function affected(): string[] {
  const ran = scratch.run('nx', 'show', 'projects', '--affected', '--base=HEAD~1', '--head=HEAD', '--json');
  expect(ran, ran.output).toMatchObject({ status: 0 });
  return (JSON.parse(/\[.*\]/su.exec(ran.output)?.[0] ?? '[]') as string[])
    .filter((name) => name !== inspector)
    .toSorted();
}

/** The tasks of a target that a run names, and whether each came from the cache. */
function tasksIn(output: string, target: string): Map<string, boolean> {
  const lines = output.matchAll(/nx run (\S+?):(\w+)(.*)$/gmu);
  const own = [...lines].filter((line) => line[2] === target);
  return new Map(own.map((line) => [line[1] ?? '', /cache/u.test(line[3] ?? '')]));
}

describe('a commit that touches one library', () => {
  it('affects it and its dependents, and nothing else', () => {
    touch('libs/timesheet-formats/src/index.ts');
    const expected = withDependents(packages, '@esta-logic/timesheet-formats');
    expect(affected()).toEqual(expected);
    expect(expected.length).toBeLessThan(packages.length / 2);
  });
  it('runs the checks of those and of nothing else', { timeout: 300_000 }, () => {
    const args = [
      'affected',
      '-t',
      'typecheck',
      '--base=HEAD~1',
      '--head=HEAD',
      '--output-style=static',
      '--nxBail=false',
    ];
    const { output } = scratch.run('nx', ...args);
    const ran = [...tasksIn(output, 'typecheck').keys()].filter((name) => name !== inspector);
    expect(ran.toSorted()).toEqual(withDependents(packages, '@esta-logic/timesheet-formats'));
  });
});

describe('a commit that touches', () => {
  it('the lowest library affects everything above it', () => {
    touch('libs/kernel-boundary/src/index.ts');
    expect(affected()).toEqual(withDependents(packages, '@esta-logic/kernel-boundary'));
  });
  it('only the docs affects nothing', () => {
    touch('LICENSE');
    expect(affected()).toEqual([]);
  });
});

describe('the cache', () => {
  it('re-runs a package whose test changed, and not those that depend on it', { timeout: 300_000 }, () => {
    const project = '@esta-logic/shared-types';
    const dependent = '@esta-logic/accrual-engine';
    const args = ['run-many', '-t', 'typecheck', '-p', `${project},${dependent}`, '--output-style=static'];
    scratch.run('nx', ...args);
    expect(tasksIn(scratch.run('nx', ...args).output, 'typecheck')).toEqual(
      new Map([
        [project, true],
        [dependent, true],
      ]),
    );
    touch('libs/shared-types/src/rational.test.ts');
    expect(tasksIn(scratch.run('nx', ...args).output, 'typecheck')).toEqual(
      new Map([
        [project, false],
        [dependent, true],
      ]),
    );
    touch('libs/shared-types/src/rational.ts');
    expect(tasksIn(scratch.run('nx', ...args).output, 'typecheck')).toEqual(
      new Map([
        [project, false],
        [dependent, false],
      ]),
    );
  });
});

describe('deployments', () => {
  const decisions = () => Object.fromEntries(decide(scratch.root, 'HEAD^').map(({ app, rebuild }) => [app, rebuild]));
  it('are built again when a library they use changed, and only then', { timeout: 120_000 }, () => {
    touch('libs/client/src/index.ts');
    expect(decisions()).toMatchObject({ 'apps/frontend': true, 'apps/backend': true });
    touch('libs/drivers/sqlite/src/index.ts');
    expect(decisions()).toMatchObject({ 'apps/frontend': false, 'apps/backend': true });
    touch('LICENSE');
    expect(decisions()).toMatchObject({ 'apps/frontend': false, 'apps/backend': false });
  });
  it('are built again when a service that they carry changed', { timeout: 120_000 }, () => {
    touch('services/accrual-engine/index.ts');
    expect(decisions()).toMatchObject({ 'apps/frontend': false, 'apps/backend': true });
  });
});
