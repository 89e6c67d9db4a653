import type { PlainDate } from './plain-date.ts';
import { dateParts, fromEpochDay, isPlainDate, toEpochDay } from './plain-date.ts';

/** The one day that not every year has, as `MM-DD`. */
export const LEAP_DAY = '02-29';

/** A day with what is asked of it again and again. */
export interface KnownDay {
  readonly text: PlainDate;
  readonly epochDay: number;
  readonly year: number;
  /** `MM-DD`; orders the days of one year. */
  readonly monthDay: string;
}

/**
 * Dates read once: a table names a few hundred days thousands of times. It grows with the distinct texts it is shown,
 * so that it should live no longer than one table.
 */
export interface DateBook {
  /** Undefined for whatever is not the text of a date. */
  day(value: unknown): KnownDay | undefined;
  text(epochDay: number): PlainDate;
}

export function dateBook(): DateBook {
  const days = new Map<unknown, KnownDay | undefined>();
  const texts = new Map<number, PlainDate>();
  return {
    day: (value) => days.get(value) ?? (days.has(value) ? undefined : remember(days, value)),
    text: (epochDay) => {
      const known = texts.get(epochDay);
      if (known !== undefined) return known;
      const text = fromEpochDay(epochDay);
      texts.set(epochDay, text);
      return text;
    },
  };
}

function remember(days: Map<unknown, KnownDay | undefined>, value: unknown): KnownDay | undefined {
  const day = isPlainDate(value)
    ? { text: value, epochDay: toEpochDay(value), year: dateParts(value).year, monthDay: value.slice(5) }
    : undefined;
  days.set(value, day);
  return day;
}
