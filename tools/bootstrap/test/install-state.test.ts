import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled, npmVersion, versionProblem, writeStamp } from '../install-state.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bootstrap-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true }));

function lock(packages: object, record?: object): void {
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
  if (record === undefined) return;
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: record }));
}

const one = { 'node_modules/a': { version: '1.0.0', integrity: 'x' } };

describe('isInstalled', () => {
  it('is false in a fresh clone', () => {
    lock(one);
    expect(isInstalled(root)).toBe(false);
  });
  it('is true after the stamp was written, and false again when the lock file changes', () => {
    lock(one);
    writeStamp(root);
    expect(isInstalled(root)).toBe(true);
    lock({ 'node_modules/a': { version: '2.0.0', integrity: 'y' } });
    expect(isInstalled(root)).toBe(false);
  });
  it("believes npm's own record, other platforms' packages and workspace folders aside", () => {
    const elsewhere = {
      'node_modules/win32': { version: '1.0.0', optional: true },
      'libs/x': { version: '0.1.0' },
      '': {},
    };
    lock({ ...one, ...elsewhere }, one);
    expect(isInstalled(root)).toBe(true);
  });
  it('is false when a package has another version or is missing', () => {
    lock(one, { 'node_modules/a': { version: '0.9.0', integrity: 'w' } });
    expect(isInstalled(root)).toBe(false);
    lock(one, {});
    expect(isInstalled(root)).toBe(false);
  });
});

describe('versions', () => {
  it('names what is too old and what to do', () => {
    expect(versionProblem({ node: '18.20.0', npm: '11.0.0' })).toBe(
      'Node 18.20.0 is too old: install Node 20 or newer, then run this again.',
    );
    expect(versionProblem({ node: '20.0.0', npm: '10.9.0' })).toContain('npm 10.9.0 is too old');
  });
  it('accepts Node 20 with npm 11 and a run without npm', () => {
    expect(versionProblem({ node: '20.0.0', npm: '11.0.0' })).toBeUndefined();
    expect(versionProblem({ node: 'v26.10.0', npm: undefined })).toBeUndefined();
  });
  it('are read from the user agent of npm', () => {
    expect(npmVersion('npm/11.19.1 node/v20.20.2 linux x64 workspaces/false')).toBe('11.19.1');
    expect(npmVersion(undefined)).toBeUndefined();
  });
});
