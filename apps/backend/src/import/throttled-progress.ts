import type { ImportProgress, ImportStage } from '@esta-logic/client';

/** Ten a second are enough for a person, and cost the import nothing. */
const INTERVAL_MS = 100;

export type Report = (stage: ImportStage, done: number, total: number) => void;

/** Passes progress on at most ten times a second; the beginning and the end of each stage always. */
export function throttledProgress(emit: (progress: ImportProgress) => void, now: () => number): Report {
  let stageNow: ImportStage | undefined;
  let last = -Infinity;
  return (stage, done, total) => {
    const due = stage !== stageNow || done >= total || now() - last >= INTERVAL_MS;
    if (!due) return;
    stageNow = stage;
    last = now();
    emit({ event: 'progress', stage, done, total });
  };
}
