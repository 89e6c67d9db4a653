import { fail, ok, type Result } from '@esta-logic/kernel-boundary';

/** JSPI, which the type library does not know yet. */
interface Jspi {
  readonly Suspending: new (callback: () => unknown) => () => unknown;
  promising<A extends unknown[], R>(func: (...args: A) => R): (...args: A) => Promise<R>;
}

const jspi = (): Partial<Jspi> => WebAssembly as unknown as Partial<Jspi>;

/** Refuses engines without JSPI, on which no guest could wait for a system call (jspi-missing). */
export function requireJspi(): Result<void> {
  const { Suspending, promising } = jspi();
  if (typeof Suspending === 'function' && typeof promising === 'function') return ok(undefined);
  return fail(
    'jspi-missing',
    'This JavaScript engine has no WebAssembly.Suspending (JSPI); use Node 24.21 or later, Node 26, or Chromium 137 or later.',
  );
}

/** An import that suspends the guest until the promise that `callback` returns is settled. */
export function suspending(callback: () => unknown): () => unknown {
  const { Suspending } = jspi() as Jspi;
  return new Suspending(callback);
}

/** A core export that is entered so that it may suspend. */
export const promising = <A extends unknown[], R>(func: (...args: A) => R): ((...args: A) => Promise<R>) =>
  (jspi() as Jspi).promising(func);
