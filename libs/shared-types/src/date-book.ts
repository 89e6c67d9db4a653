import type { PlainDate } from './plain-date.ts';
import { fromEpochDay, isPlainDate, toEpochDay } from './plain-date.ts';

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
 * Days found once: a table names a few hundred of them thousands of times. Look into a map first, `book.byText.get(cell)
 * ?? book.read(cell)`: in an interpreter a look costs a tenth of a call. A book grows with the days it is shown, so that
 * it should live no longer than one table.
 */
export class DateBook {
  readonly byText = new Map<unknown, KnownDay>();
  readonly byEpochDay = new Map<number, KnownDay>();

  /** The day of a text; undefined for whatever is no date. */
  read(value: unknown): KnownDay | undefined {
    if (!isPlainDate(value)) return undefined;
    const day = { text: value, epochDay: toEpochDay(value), year: Number(value.slice(0, 4)), monthDay: value.slice(5) };
    this.byText.set(value, day);
    return day;
  }

  /** The day of a number; undefined where it is of no year that records have. */
  at(epochDay: number): KnownDay | undefined {
    const day = this.read(fromEpochDay(epochDay));
    if (day !== undefined) this.byEpochDay.set(epochDay, day);
    return day;
  }
}
