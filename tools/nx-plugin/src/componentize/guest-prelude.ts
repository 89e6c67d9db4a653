/**
 * Runs before anything else in the guest. QuickJS fixes the seed of Math.random when the component is built and traps
 * on the clock; both are answered with a sentence instead. ES2020, because it is put into the bundle as it is.
 */
export const guestPrelude = `(() => {
  const refuse = (what, cure) => { throw new Error(what + ' is not available in a service: ' + cure); };
  const clock = 'ask for the time with the time interface of the kernel.';
  const RealDate = globalThis.Date;
  const Guarded = new Proxy(RealDate, {
    apply: () => refuse('Date()', clock),
    construct: (target, args, as) => args.length === 0 ? refuse('new Date()', clock) : Reflect.construct(target, args, as === Guarded ? target : as),
  });
  Object.defineProperty(RealDate, 'now', { value: () => refuse('Date.now()', clock) });
  Object.defineProperty(RealDate.prototype, 'constructor', { value: Guarded });
  Object.defineProperty(globalThis, 'Date', { value: Guarded });
  Object.defineProperty(Math, 'random', { value: () => refuse('Math.random()', 'results must be the same on every run.') });
})();`;
