import type { HostLoop } from '@esta-logic/kernel-boundary';

/** What setTimeout can hold: a longer delay would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Node's event loop. A turn is a setImmediate: sockets and timers that are ready run before it. */
export const nodeLoop = (): HostLoop => ({
  turn: () => new Promise((resolve) => setImmediate(resolve)),
  after: (milliseconds, wake) => {
    let remaining = Math.max(0, milliseconds);
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const step = Math.min(remaining, LONGEST_TIMER);
      remaining -= step;
      timer = setTimeout(remaining > 0 ? wait : wake, step);
    };
    wait();
    return () => clearTimeout(timer);
  },
});
