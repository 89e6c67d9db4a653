import { afterEach, expect, test, vi } from 'vitest';
import { createLoader } from '../src/index.ts';
import { testPowers } from './loaded.ts';

afterEach(() => vi.unstubAllGlobals());

test('an engine without JSPI is told which versions have it', async () => {
  vi.stubGlobal('WebAssembly', { ...WebAssembly, Suspending: undefined });
  expect(await createLoader(testPowers()).load('any')).toEqual({
    ok: false,
    fault: {
      code: 5003,
      name: 'jspi-missing',
      message:
        'This JavaScript engine has no WebAssembly.Suspending (JSPI); use Node 24.21 or later, Node 26, or Chromium 137 or later.',
    },
  });
});
