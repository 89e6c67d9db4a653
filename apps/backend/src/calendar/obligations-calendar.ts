import type { DueObligation } from '@esta-logic/client';
import { icalendar } from './icalendar.ts';

/** What the calendar is called, by language. */
export const CALENDAR_NAME = { en: 'Earned sick time', es: 'Tiempo por enfermedad' } as const;

/** Obligations as a calendar that people subscribe to or import; `stamp` in milliseconds since the epoch. */
export function obligationsCalendar(name: string, obligations: readonly DueObligation[], stamp: number): string {
  const entries = obligations.map(({ id, date, sentence, citation, rule }) => {
    return { id, date, summary: sentence, description: `${sentence}\n${citation} (${rule})` };
  });
  return icalendar(name, entries, stamp);
}
