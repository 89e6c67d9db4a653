import type { Sample } from './contestant.ts';

export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Over all single figures of all rounds. */
  readonly p99?: number;
}

/** The value below which that part of the values lies; the values need not be sorted. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] as number;
}

/** Median, fastest and slowest round. Figures have four significant digits: the machine has no more. */
export function summarise(samples: readonly Sample[]): Summary {
  const values = samples.map(({ value }) => value);
  const each = samples.flatMap((sample) => sample.each ?? []);
  return {
    median: rounded(quantile(values, 0.5)),
    min: rounded(Math.min(...values)),
    max: rounded(Math.max(...values)),
    ...(each.length > 0 ? { p99: rounded(quantile(each, 0.99)) } : {}),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(4));
