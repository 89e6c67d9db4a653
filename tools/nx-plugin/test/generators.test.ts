import type { ScratchWorkspace } from '@esta-logic/tool-scratch-workspace';
import { copyWorkspace } from '@esta-logic/tool-scratch-workspace';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let scratch: ScratchWorkspace;
beforeAll(() => {
  scratch = copyWorkspace();
});
afterAll(() => scratch.remove());

function generate(...args: string[]): void {
  const ran = scratch.run('nx', 'generate', ...args, '--no-interactive');
  expect(ran, ran.output).toMatchObject({ status: 0 });
  scratch.link();
}

function passes(project: string, ...targets: string[]): void {
  for (const target of targets) {
    const ran = scratch.run('nx', 'run', `${project}:${target}`, '--skip-nx-cache');
    expect(ran, `${target}\n${ran.output}`).toMatchObject({ status: 0 });
  }
}

describe('the library generator', () => {
  it('makes a package that lints, type-checks, builds and tests untouched', { timeout: 300_000 }, () => {
    generate('@esta-logic/nx-plugin:library', 'sick-bank', '--layer=L1', '--description=Keeps a bank of hours.');
    expect(readFileSync(join(scratch.root, 'tools/boundaries/layers.json'), 'utf8')).toContain('"libs/sick-bank"]');
    passes('@esta-logic/sick-bank', 'lint', 'typecheck', 'test', 'build');
    const format = scratch.run('prettier', '--check', 'libs/sick-bank');
    expect(format, format.output).toMatchObject({ status: 0 });
  });
  it('refuses a folder without a layer, and one that exists', () => {
    const noLayer = scratch.run(
      'nx',
      'generate',
      '@esta-logic/nx-plugin:library',
      'lost',
      '--description=x',
      '--no-interactive',
    );
    expect(noLayer).toMatchObject({ status: 1 });
    expect(noLayer.output).toContain('libs/lost is in no layer yet: say which with --layer');
    const twice = scratch.run(
      'nx',
      'generate',
      '@esta-logic/nx-plugin:library',
      'kernel-boundary',
      '--description=x',
      '--no-interactive',
    );
    expect(twice.output).toContain('libs/kernel-boundary is already a package.');
  });
});

describe('the service generator', () => {
  it('makes a service that lints, type-checks, tests and builds to a component untouched', { timeout: 300_000 }, () => {
    generate('@esta-logic/nx-plugin:service', 'payroll', '--description=Counts pay periods.');
    passes('@esta-logic/payroll-service', 'lint', 'typecheck', 'test', 'componentize');
    const format = scratch.run('prettier', '--check', 'services/payroll-service');
    expect(format, format.output).toMatchObject({ status: 0 });
    expect(existsSync(join(scratch.root, 'services/payroll-service/dist/component.wasm'))).toBe(true);
    const manifest = JSON.parse(
      readFileSync(join(scratch.root, 'services/payroll-service/dist/manifest.json'), 'utf8'),
    );
    expect(manifest).toMatchObject({ id: 'payroll-service', imports: ['db'] });
  });
});
