import type { DueObligation } from '@esta-logic/client';
import type { Phrase } from '../words/words.ts';

/** What each kind of obligation is called in a word or two. */
export const KIND_TITLES: Readonly<Record<string, Phrase>> = {
  dutyStarts: 'Duty begins',
  writtenNotice: 'Written notice',
  poster: 'Poster',
  records: 'Records',
  yearEnd: 'Year end',
  frontloadGrant: 'Grant',
  sizeWatch: 'Size of the employer',
  sizeReached: 'Size of the employer',
  waitEnds: 'Wait ends',
  turnsAdult: 'Comes of age',
  rehireWindow: 'Rehire',
  agreementEnds: 'Agreement ends',
  minimumWage: 'Minimum wage',
};

export interface DueMonth {
  /** `2026-06`. */
  readonly month: string;
  readonly obligations: readonly DueObligation[];
}

/** In the order of their days, month by month. */
export function monthsOf(obligations: readonly DueObligation[]): readonly DueMonth[] {
  const sorted = obligations.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const months = Map.groupBy(sorted, ({ date }) => date.slice(0, 7));
  return [...months].map(([month, within]) => ({ month, obligations: within }));
}
