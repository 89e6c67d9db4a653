/**
 * Imported first by every component's entry (see `entrySource`): takes clock and chance away from the guest's own
 * globals, so that they refuse with a sentence instead of trapping; also while the component is being built, when the
 * code at the top level of its modules runs. A date made from an argument works as ever.
 */
const refuse = (what: string, instead: string) => (): never => {
  throw new Error(`${what} is not available in a service; ${instead}.`);
};

const noClock = refuse('The clock of the machine', 'use context.time.now()');
const noChance = refuse('Math.random', 'its results could not be replayed');

const fix = (on: object, name: string, value: unknown): boolean =>
  Reflect.defineProperty(on, name, { value, writable: false, configurable: false });

const DateWithoutClock = new Proxy(Date, {
  apply: noClock,
  construct: (target, args: unknown[], newTarget) =>
    args.length === 0 ? noClock() : (Reflect.construct(target, args, newTarget) as object),
});
fix(Date, 'now', noClock);
fix(Date.prototype, 'constructor', DateWithoutClock);
fix(Math, 'random', noChance);
// eslint-disable-next-line no-restricted-globals -- the one place that must reach the guest's globals, to close them
const globals = globalThis;
fix(globals, 'Date', DateWithoutClock);
fix(globals, 'performance', undefined);

/** Bytes of heap that are free when the component's image is taken. */
const SPARE_HEAP = 1 << 20;

/** More small objects than the engine has room for before it collects garbage. */
const SPARE_OBJECTS = 1000;

/**
 * Called last by every component's entry, while the component is being built. The kernel puts an instance's memory back
 * after each message, but one whose memory had to grow must be replaced, which takes about ten times as long: with this
 * much taken and given back, messages of up to some 60 KB of JSON do not grow it. More would cost every reset more. The
 * memory is all zeros, so the component's file gets no larger.
 *
 * The objects let the engine collect its garbage now: it does so when its heap has grown by half since it last did, and
 * an image that is taken just before would make every message pay for a walk over the whole heap.
 */
export function spareHeap(): void {
  const taken = new ArrayBuffer(SPARE_HEAP);
  const objects = Array.from({ length: SPARE_OBJECTS }, () => ({ taken }));
  if (objects.at(-1)?.taken.byteLength !== SPARE_HEAP)
    throw new Error('The engine did not give the heap that was asked for.');
}
