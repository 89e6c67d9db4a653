import type { Absent } from '../harness/compare.ts';
import type { Honesty } from '../harness/contestant.ts';
import type { Summary } from '../harness/summary.ts';

/** A side beside the subject: its figures, or why it has none. */
export type Beside = (Summary | Absent) & Honesty;

/** What was measured under one key, with all that a reader must know of it. */
export interface Result extends Summary, Honesty {
  readonly key: string;
  readonly what: string;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly target: number | null;
  readonly judged: 'median' | 'p99';
  readonly rounds: number;
  readonly beside: Readonly<Record<string, Beside>>;
}

/** Whether the figure that the target is for reaches it; undefined where there is none. */
export function meets({ median, p99 = median, judged, target, better }: Result): boolean | undefined {
  if (target === null) return undefined;
  const figure = judged === 'p99' ? p99 : median;
  return better === 'lower' ? figure <= target : figure >= target;
}
