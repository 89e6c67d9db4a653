import { describe, expect, it } from 'vitest';
import { missingPlatformEntries, platformOf } from '../platform-packages.mjs';

const tool = {
  version: '2.0.0',
  dev: true,
  optionalDependencies: { '@x/tool-darwin-arm64': '2.0.0', '@x/tool-linux-x64-musl': '2.0.0' },
};

describe('the entries that a lock file lacks', () => {
  it('are those of optional packages that nothing resolves', () => {
    const packages = { 'node_modules/tool': tool, 'node_modules/@x/tool-linux-x64-musl': { version: '2.0.0' } };
    expect(missingPlatformEntries(packages)).toEqual({
      'node_modules/@x/tool-darwin-arm64': {
        version: '2.0.0',
        dev: true,
        optional: true,
        cpu: ['arm64'],
        os: ['darwin'],
      },
    });
  });
  it('stand beside their parent where the top level holds another version', () => {
    const packages = {
      'node_modules/tool': tool,
      'node_modules/@x/tool-darwin-arm64': { version: '1.0.0' },
      'node_modules/@x/tool-linux-x64-musl': { version: '2.0.0' },
    };
    expect(Object.keys(missingPlatformEntries(packages))).toEqual([
      'node_modules/tool/node_modules/@x/tool-darwin-arm64',
    ]);
  });
  it('are none once they were added', () => {
    const packages = { 'node_modules/tool': tool };
    expect(missingPlatformEntries({ ...packages, ...missingPlatformEntries(packages) })).toEqual({});
  });
});

it('the platform is read from the name', () => {
  expect(platformOf('@nx/nx-linux-arm64-gnu')).toEqual({ cpu: ['arm64'], libc: ['glibc'], os: ['linux'] });
  expect(platformOf('@x/binding-wasm32-wasi')).toEqual({ cpu: ['wasm32'] });
  expect(platformOf('fsevents')).toEqual({});
});
