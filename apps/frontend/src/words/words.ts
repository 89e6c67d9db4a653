import type { Language } from '@esta-logic/client';
import { formatDate, formatDay, formatMonth } from '../dates/format-date.ts';
import { formatCount } from './count.ts';
import { SPANISH, type Phrase } from './spanish.ts';

export type { Phrase } from './spanish.ts';

/** What the page says in one language. Phrases stand in the code in English; the compiler refuses one without its Spanish. */
export interface Words {
  readonly language: Language;
  /** The phrase with its `{names}` filled in. */
  readonly say: (phrase: Phrase, values?: Readonly<Record<string, string | number>>) => string;
  /** `1 row`, `1,204 rows`. */
  readonly count: (n: number, one: Phrase, many: Phrase) => string;
  /** `Jun 21, 2026` or `21 jun 2026`. */
  readonly date: (date: string) => string;
  /** `Jun 21` or `21 jun`, where the year is said already. */
  readonly day: (date: string) => string;
  readonly month: (date: string, withYear: boolean) => string;
}

const inLanguage = (language: Language): Words => {
  const say: Words['say'] = (phrase, values = {}) =>
    (language === 'es' ? SPANISH[phrase] : phrase).replace(/\{(\w+)\}/g, (_, name: string) =>
      String(values[name] ?? ''),
    );
  return {
    language,
    say,
    count: (n, one, many) => `${formatCount(n)} ${say(n === 1 ? one : many)}`,
    date: (date) => formatDate(date, language),
    day: (date) => formatDay(date, language),
    month: (date, withYear) => formatMonth(date, withYear, language),
  };
};

export const WORDS: Readonly<Record<Language, Words>> = { en: inLanguage('en'), es: inLanguage('es') };
