import type { Clock } from '@esta-logic/kernel-boundary';

export interface ManualClock extends Clock {
  /** Moves both clocks on; timers that become due are called in order of their time before this returns. */
  advance(milliseconds: number): void;
  /** Sets the wall clock alone, as an operator or NTP does; the monotonic clock does not move. */
  setWall(epochMilliseconds: number): void;
  /** Calls `wake` when the monotonic clock reaches `at`; the returned function cancels it. */
  wakeAt(at: number, wake: () => void): () => void;
  /** The monotonic time of the next timer. */
  nextTimer(): number | undefined;
}

interface Timer {
  readonly at: number;
  readonly wake: () => void;
}

/** 2025-06-01T00:00:00Z: a day on which the Act is in force for every employer size but the smallest. */
export const MANUAL_EPOCH = 1_748_736_000_000;

/** A clock that moves only when told to. */
export function manualClock(start: number = MANUAL_EPOCH): ManualClock {
  let wall = start;
  let monotonic = 0;
  const timers: Timer[] = [];
  const move = (to: number): void => {
    wall += to - monotonic;
    monotonic = to;
  };
  return {
    now: () => wall,
    monotonic: () => monotonic,
    setWall: (to) => {
      wall = to;
    },
    nextTimer: () => timers[0]?.at,
    wakeAt: (at, wake) => insertTimer(timers, { at, wake }),
    advance: (milliseconds) => {
      if (!(milliseconds >= 0)) throw new RangeError(`a clock cannot advance by ${milliseconds} ms`);
      const end = monotonic + milliseconds;
      for (let due = timers[0]; due !== undefined && due.at <= end; due = timers[0]) {
        timers.shift();
        move(Math.max(monotonic, due.at));
        due.wake();
      }
      move(end);
    },
  };
}

function insertTimer(timers: Timer[], timer: Timer): () => void {
  const behind = timers.findIndex(({ at }) => at > timer.at);
  timers.splice(behind === -1 ? timers.length : behind, 0, timer);
  return () => {
    const index = timers.indexOf(timer);
    if (index !== -1) timers.splice(index, 1);
  };
}
