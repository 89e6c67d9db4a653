import type { HostLoop } from '@esta-logic/kernel-boundary';
import { manualClock, type ManualClock } from './manual-clock.ts';

export interface ManualLoopOptions {
  /** The clock whose advancing makes timers due; its own when not given. */
  readonly clock?: ManualClock;
  /** `stepped` (default): a turn passes when `step` is called. `microtask`: every turn passes by itself, after the microtasks queued before it. */
  readonly mode?: 'stepped' | 'microtask';
}

export interface ManualLoop extends HostLoop {
  readonly clock: ManualClock;
  /** Lets every turn that was asked for so far pass; returns how many. */
  step(): number;
  /** Turns asked for and not passed. */
  readonly waiting: number;
  /**
   * Steps until nobody asks for a turn any more; with `timers: true` also jumps the clock to each timer in order.
   * Returns the number of turns. Throws after `maxTurns` (100,000), because something then asks for ever.
   */
  drain(options?: { readonly timers?: boolean; readonly maxTurns?: number }): Promise<number>;
}

/** Promise chains longer than this between two turns need another `drain`. */
const SETTLING_ROUNDS = 64;

/** An event loop that turns when told to, so that every interleaving of a test is the test's own choice. */
export function manualLoop({ clock = manualClock(), mode = 'stepped' }: ManualLoopOptions = {}): ManualLoop {
  let turns: (() => void)[] = [];
  const step = (): number => {
    const passing = turns;
    turns = [];
    for (const pass of passing) pass();
    return passing.length;
  };
  const stepped = (): Promise<void> => new Promise((resolve) => turns.push(resolve));
  return {
    clock,
    step,
    get waiting() {
      return turns.length;
    },
    turn: mode === 'microtask' ? () => Promise.resolve() : stepped,
    after: (milliseconds, wake) => clock.wakeAt(clock.monotonic() + Math.max(0, milliseconds), wake),
    drain: async ({ timers = false, maxTurns = 100_000 } = {}) => {
      for (let taken = 0; ;) {
        await settle(() => turns.length > 0);
        if (turns.length > 0) taken += step();
        else if (!timers || !jumpToTimer(clock)) return taken;
        if (taken > maxTurns) throw new Error(`the loop did not come to rest within ${maxTurns} turns`);
      }
    },
  };
}

/** The timer functions that every host has; only Node has the last. */
export interface HostTimers {
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(handle: never): void;
  setImmediate?(callback: () => void): unknown;
}

/** The host's own loop, for tests that need real time or real sockets: `realLoop(globalThis)`. */
export function realLoop(host: HostTimers): HostLoop {
  return {
    turn: () =>
      new Promise((resolve) =>
        host.setImmediate === undefined ? host.setTimeout(resolve, 0) : host.setImmediate(resolve),
      ),
    after: (milliseconds, wake) => {
      const handle = host.setTimeout(wake, milliseconds);
      return () => host.clearTimeout(handle as never);
    },
  };
}

async function settle(until: () => boolean): Promise<void> {
  for (let round = 0; round < SETTLING_ROUNDS && !until(); round++) await undefined;
}

function jumpToTimer(clock: ManualClock): boolean {
  const next = clock.nextTimer();
  if (next === undefined) return false;
  clock.advance(Math.max(0, next - clock.monotonic()));
  return true;
}
