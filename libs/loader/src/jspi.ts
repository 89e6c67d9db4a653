import { fail, ok, type Result } from '@esta-logic/kernel-boundary';

/** Refuses engines without JSPI, on which no guest could wait for a system call (jspi-missing). */
export function requireJspi(): Result<void> {
  const { Suspending, promising } = WebAssembly as unknown as { Suspending?: unknown; promising?: unknown };
  if (typeof Suspending === 'function' && typeof promising === 'function') return ok(undefined);
  return fail(
    'jspi-missing',
    'This JavaScript engine has no WebAssembly.Suspending (JSPI); use Node 24.21 or later, Node 26, or Chromium 137 or later.',
  );
}
