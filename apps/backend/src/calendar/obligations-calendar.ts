import { icalendar } from './icalendar.ts';

/** One obligation as the compliance engine answers it. */
export interface DueObligation {
  readonly id: string;
  readonly kind: string;
  readonly date: string;
  readonly employee?: string;
  readonly name?: string;
  readonly rule: string;
  readonly citation: string;
  readonly sentence: string;
}

/** Obligations as a calendar that people subscribe to or import; `stamp` in milliseconds since the epoch. */
export function obligationsCalendar(name: string, obligations: readonly DueObligation[], stamp: number): string {
  const entries = obligations.map(({ id, date, sentence, citation, rule }) => {
    return { id, date, summary: sentence, description: `${sentence}\n${citation} (${rule})` };
  });
  return icalendar(name, entries, stamp);
}
