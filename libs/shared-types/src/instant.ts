import type { PlainDate } from './plain-date.ts';
import { addDays, fromEpochDay, isPlainDate, toEpochDay } from './plain-date.ts';

/**
 * A moment, as a time clock writes it: RFC 3339 with an offset.
 * Elapsed time is the difference of `epochSeconds`, so an hour gained or lost to daylight saving is counted as it was lived.
 */
export interface Instant {
  /** Seconds since 1970-01-01T00:00:00Z; a fraction of a second in the text is dropped. */
  readonly epochSeconds: number;
  /** The day on the wall clock where it was written. */
  readonly date: PlainDate;
  /** Seconds since that day's midnight on that wall clock, 0 to 86,399. */
  readonly secondOfDay: number;
  /** East of UTC is positive; Detroit in winter is -300. */
  readonly offsetMinutes: number;
}

const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/** Reads `2025-11-02T06:00:00-05:00`; undefined for anything else, for a day that does not exist and for a missing offset. */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC3339.exec(text);
  if (match === null) return undefined;
  const [, date, hh, mm, ss = '0', sign, offH = '0', offM = '0'] = match;
  const [hour, minute, second] = [Number(hh), Number(mm), Number(ss)];
  if (!isPlainDate(date) || hour > 23 || minute > 59 || second > 59 || Number(offH) > 18 || Number(offM) > 59)
    return undefined;
  const offsetMinutes = (sign === '-' ? -1 : 1) * (Number(offH) * 60 + Number(offM)) + 0;
  const secondOfDay = hour * 3600 + minute * 60 + second;
  return {
    epochSeconds: toEpochDay(date) * 86400 + secondOfDay - offsetMinutes * 60,
    date,
    secondOfDay,
    offsetMinutes,
  };
}

/** Whole seconds from `start` to `end`; negative when `end` is earlier. */
export function elapsedSeconds(start: Instant, end: Instant): number {
  return end.epochSeconds - start.epochSeconds;
}

/** Seconds of a stretch of time that fall on one wall-clock day. */
export interface DaySeconds {
  readonly date: PlainDate;
  readonly seconds: number;
}

/** US clocks change at 02:00; a stretch that begins before then has the changed offset by the next midnight. */
const CLOCK_CHANGE_SECOND = 3 * 3600;

/**
 * Splits the time between two instants at local midnights, in date order; the parts add up to {@link elapsedSeconds}.
 * When the offset changes in between, the midnights are those of the start's offset if the start is after the hour at which
 * clocks change, else those of the end's.
 */
export function secondsByDay(start: Instant, end: Instant): readonly DaySeconds[] {
  const offset = start.secondOfDay >= CLOCK_CHANGE_SECOND ? start.offsetMinutes : end.offsetMinutes;
  const parts: DaySeconds[] = [];
  let from = start.epochSeconds;
  let date = start.date;
  while (from < end.epochSeconds) {
    const midnight = toEpochDay(addDays(date, 1)) * 86400 - offset * 60;
    const to = date >= end.date ? end.epochSeconds : Math.min(midnight, end.epochSeconds);
    if (to > from) parts.push({ date, seconds: to - from });
    from = Math.max(from, to);
    date = addDays(date, 1);
  }
  return parts;
}

/** The wall-clock day of an epoch second at an offset. */
export function dateAt(epochSeconds: number, offsetMinutes: number): PlainDate {
  return fromEpochDay(Math.floor((epochSeconds + offsetMinutes * 60) / 86400));
}
