import { addMonths, type PlainDate } from '@esta-logic/shared-types';
import type { Phrase } from '../words/words.ts';

/** How far back the chart looks, and how often it takes a reading. */
export interface SeriesRange {
  readonly id: '3m' | '12m' | '24m';
  readonly title: Phrase;
  readonly months: number;
  readonly step: 'week' | 'month';
}

export const RANGES: readonly SeriesRange[] = [
  { id: '3m', title: '3 months', months: 3, step: 'week' },
  { id: '12m', title: '12 months', months: 12, step: 'week' },
  { id: '24m', title: '24 months', months: 24, step: 'month' },
];

export function seriesQuery(range: SeriesRange, asOf: PlainDate): { from: string; to: string; step: 'week' | 'month' } {
  return { from: addMonths(asOf, -range.months), to: asOf, step: range.step };
}
