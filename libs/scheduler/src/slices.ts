import { PROCESS_PRIORITIES, type ProcessPriority } from '@esta-logic/kernel-boundary';

export interface SliceRow {
  /** Milliseconds; Infinity for the kernel's own code. */
  readonly milliseconds: number;
  /** Slices in a row after which whoever has waited longest gets a turn, whatever its priority. */
  readonly maxConsecutive: number;
  readonly use: string;
}

/** Time slices by priority. Milliseconds become fuel by a measured rate where guests are metered. */
export const SLICES: Readonly<Record<ProcessPriority, SliceRow>> = {
  system: { milliseconds: Infinity, maxConsecutive: Infinity, use: 'kernel operations, never a guest' },
  realtime: { milliseconds: 10, maxConsecutive: 16, use: 'compliance checks' },
  high: { milliseconds: 15, maxConsecutive: 8, use: 'user requests' },
  normal: { milliseconds: 25, maxConsecutive: 4, use: 'background processing' },
  low: { milliseconds: 50, maxConsecutive: 2, use: 'batch operations' },
  idle: { milliseconds: 100, maxConsecutive: 1, use: 'maintenance tasks' },
};

/** Milliseconds of waiting after which a ready process rises one level, and how far it may rise. */
export const AGING = { stepMilliseconds: 1000, maxLevels: 2 } as const;

/** Milliseconds in which equals that are all ready have each had a slice; what keeps fairness over ten seconds. */
const ROUND = 500;
/** Milliseconds. No slice is made shorter than this: switching must stay cheap beside running. */
const SHORTEST_SLICE = 1;
/** Milliseconds between two turns for who was passed over, however many wait. */
const SHORTEST_STREAK = 4;
/** Milliseconds by which all waiting processes together shorten a streak. */
const STREAKS = 1000;
/** Milliseconds of a turn: a twentieth of what went before it, within these bounds. */
const TURN = { part: 20, shortest: 1, longest: 5 } as const;

const RANK: Readonly<Record<ProcessPriority, number>> = Object.fromEntries(
  PROCESS_PRIORITIES.map((priority, i) => [priority, i]),
) as Record<ProcessPriority, number>;
const REALTIME = RANK.realtime;

/** 0 is the highest. */
export const rankOf = (priority: ProcessPriority): number => RANK[priority];

/** The rank to which waiting lifts a process, at most to `realtime`. */
export function effectiveRank(priority: ProcessPriority, waitedMilliseconds: number): number {
  const rank = RANK[priority];
  if (waitedMilliseconds < AGING.stepMilliseconds || rank <= REALTIME) return rank;
  const lift = Math.min(AGING.maxLevels, Math.floor(waitedMilliseconds / AGING.stepMilliseconds));
  return Math.max(REALTIME, rank - lift);
}

/** Milliseconds of a slice when so many equals per core are ready. */
export function sliceFor(priority: ProcessPriority, equalsPerCore: number): number {
  const { milliseconds } = SLICES[priority];
  return Math.min(milliseconds, Math.max(SHORTEST_SLICE, ROUND / Math.max(1, equalsPerCore)));
}

/** Milliseconds of CPU by which a deadline may put a process ahead of its equals. */
export const leadFor = (priority: ProcessPriority, equalsPerCore: number): number =>
  Math.min(longestStreak(priority), (2 * ROUND) / Math.max(1, equalsPerCore));

/** Milliseconds of slices in a row after which somebody who waits gets a turn, when `ready` processes want the cores. */
export const streakFor = (priority: ProcessPriority, ready: number): number =>
  Math.max(SHORTEST_STREAK, Math.min(longestStreak(priority), STREAKS / ready));

/** Milliseconds of a turn after a streak. */
export const turnAfter = (streak: number): number =>
  Math.min(TURN.longest, Math.max(TURN.shortest, streak / TURN.part));

/**
 * Milliseconds within which every one of `ready` processes that want one core has run, whatever their priorities: the
 * sum of streaks and turns while the line in front of the last one gets shorter (at most 1000/j + 5 when j are left).
 * To each turn comes the time until the running guest reaches a safe point.
 */
export const longestWait = (ready: number): number =>
  STREAKS * (1 + Math.log(Math.max(1, ready))) + TURN.longest * ready;

const longestStreak = (priority: ProcessPriority): number =>
  SLICES[priority].milliseconds * SLICES[priority].maxConsecutive;
