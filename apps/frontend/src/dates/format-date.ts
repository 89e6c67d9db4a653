import type { Language } from '@esta-logic/client';
import { dateParts, isPlainDate } from '@esta-logic/shared-types';

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
};

/** `Jun 21, 2026`, or `21 jun 2026`. A text that is not a date is shown as it came. */
export function formatDate(date: string, language: Language): string {
  if (!isPlainDate(date)) return date;
  return `${formatDay(date, language)}${language === 'es' ? '' : ','} ${dateParts(date).year}`;
}

/** `Jun 21`, or `21 jun`. */
export function formatDay(date: string, language: Language): string {
  if (!isPlainDate(date)) return date;
  const { month, day } = dateParts(date);
  const name = MONTHS[language][month - 1] ?? '';
  return language === 'es' ? `${day} ${name}` : `${name} ${day}`;
}

/** `Jun`, or `Jun 2026` where the year must be said. */
export function formatMonth(date: string, withYear: boolean, language: Language): string {
  if (!isPlainDate(date)) return date;
  const { year, month } = dateParts(date);
  const name = MONTHS[language][month - 1] ?? '';
  return withYear ? `${name} ${year}` : name;
}
