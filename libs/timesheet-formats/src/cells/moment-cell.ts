import { fromEpochDay } from '@esta-logic/shared-types';

/** A point on a wall clock, with its offset from UTC when the cell wrote one. */
export interface Moment {
  readonly epochDay: number;
  /** 0 to 86,400 (`24:00` is the end of the day). */
  readonly second: number;
  /** East of UTC is positive. */
  readonly offsetMinutes?: number;
}

/** The parts of a cell that may hold a date, a time, an offset, or all of them. */
export interface MomentParts {
  readonly date?: string;
  readonly second?: number;
  readonly offsetMinutes?: number;
}

const LONGEST = 48;
const TIME =
  /(?:^|[T ,])\s?(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?\s?(?:([ap])\.?(?:m\.?)?)?\s?(?:(z|utc|gmt)|([+-])(\d{2}):?(\d{2}))?$/i;
const MILITARY = /^([01]\d|2[0-4])([0-5]\d)$/;

/**
 * Takes `9:00 AM`, `9am`, `21:00:30`, `0900`, `2026-01-05T09:00:00-05:00`, `1/5/2026 9:00 AM` or a bare date apart.
 * Undefined when the cell ends in something that is meant as a time and is none (`25:00`, `13:00 PM`).
 */
export function splitMoment(cell: string): MomentParts | undefined {
  const text = cell.trim();
  if (text.length > LONGEST) return undefined;
  const military = MILITARY.exec(text);
  if (military !== null) return { second: Number(military[1]) * 3600 + Number(military[2]) * 60 };
  const match = TIME.exec(text);
  // A bare number at the end is a time only when it says so: "5 January 2026" ends in one that is not.
  if (match === null || (match[2] === undefined && match[4] === undefined)) return { date: text };
  const second = secondOfDay(match);
  if (second === undefined) return undefined;
  const date = text.slice(0, match.index).trim().replace(/[T,]$/, '');
  const offset = offsetOf(match);
  return { second, ...(date === '' ? {} : { date }), ...(offset === undefined ? {} : { offsetMinutes: offset }) };
}

function secondOfDay([, hh, mm = '0', ss = '0', half]: RegExpExecArray): number | undefined {
  const [hour, minute, second] = [Number(hh), Number(mm), Number(ss)];
  if (minute > 59 || second > 59 || hour > 24 || (hour === 24 && minute + second > 0)) return undefined;
  if (half === undefined) return hour * 3600 + minute * 60 + second;
  // Some clocks write "13:30 PM"; it has one meaning only. "13:30 AM" and "0:30 PM" have none.
  if (hour > 12) return half.toLowerCase() === 'p' && hour < 24 ? hour * 3600 + minute * 60 + second : undefined;
  const twelve = hour % 12;
  return (half.toLowerCase() === 'p' ? twelve + 12 : twelve) * 3600 + minute * 60 + second;
}

function offsetOf(match: RegExpExecArray): number | undefined {
  if (match[5] !== undefined) return 0;
  if (match[6] === undefined) return undefined;
  return (match[6] === '-' ? -1 : 1) * (Number(match[7]) * 60 + Number(match[8])) + 0;
}

/** The moment of a time, with an offset if it has one, on a day; undefined when either is missing. */
export function momentOf(parts: MomentParts, epochDay: number | undefined): Moment | undefined {
  const { second, offsetMinutes } = parts;
  if (second === undefined || epochDay === undefined) return undefined;
  return offsetMinutes === undefined ? { epochDay, second } : { epochDay, second, offsetMinutes };
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** `09:00:00` for a second of the day. */
export function timeText(second: number): string {
  return `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
}

/** `-05:00` as RFC 3339 writes an offset. */
export function offsetText(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** `2026-01-05T09:00:00` on the wall clock. */
export function localText(moment: Moment): string {
  return `${fromEpochDay(moment.epochDay + Math.floor(moment.second / 86_400))}T${timeText(moment.second % 86_400)}`;
}
