import { PROCESS_PRIORITIES, type ProcessPriority } from '@esta-logic/kernel-boundary';

export interface SliceRow {
  /** Milliseconds; Infinity for the kernel's own code. */
  readonly milliseconds: number;
  /** Slices in a row before equals get their turn. */
  readonly maxConsecutive: number;
  readonly use: string;
}

/** Time slices by priority (seed 1). Milliseconds become fuel by a measured rate where guests are metered. */
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

const RANK = new Map(PROCESS_PRIORITIES.map((priority, i) => [priority, i]));
const REALTIME = RANK.get('realtime')!;

/** 0 is the highest. Aging lifts a waiting process, at most to `realtime`. */
export function effectiveRank(priority: ProcessPriority, waitedMilliseconds: number): number {
  const rank = RANK.get(priority)!;
  const lift = Math.min(AGING.maxLevels, Math.floor(waitedMilliseconds / AGING.stepMilliseconds));
  return lift === 0 ? rank : Math.max(Math.min(rank, REALTIME), rank - lift);
}
