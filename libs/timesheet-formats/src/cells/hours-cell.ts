import type { Rational } from '@esta-logic/shared-types';
import { rational } from '@esta-logic/shared-types';

/** How finely an hours cell was written: this decides whether clock times on the same row are more exact than it. */
export type HoursStyle = 'decimal' | 'minutes' | 'seconds';

/** What a cell of hours says. `blank` is an empty cell or a dash; `negative` is a number below zero in any writing. */
export type HoursCell =
  | { readonly is: 'hours'; readonly hours: Rational; readonly style: HoursStyle }
  | { readonly is: 'blank' }
  | { readonly is: 'negative' }
  | { readonly is: 'unreadable' };

const BLANK: HoursCell = { is: 'blank' };
const UNREADABLE: HoursCell = { is: 'unreadable' };
const NEGATIVE: HoursCell = { is: 'negative' };

/** Longer text is not hours; it also keeps the patterns below from being fed novels. */
const LONGEST = 32;

const CLOCK = /^(\d{1,5}):(\d{2})(?::(\d{2}))?$/;
const DECIMAL = /^(\d{1,7})(?:\.(\d{0,9}))?$|^\.(\d{1,9})$/;
const THOUSANDS = /^\d{1,3}(?:,\d{3})+(?:\.\d{0,9})?$/;
const UNITS = /^(?:(\d{1,5})(?:\.(\d{1,6}))? ?h(?:(?:ou)?rs?)?\.?)? ?(?:(\d{1,5}) ?m(?:in(?:ute)?s?)?\.?)?$/i;

/**
 * Hours as people and products write them: `8:30`, `8:30:15`, `8.5`, `.5`, `8h 30m`, `45 min`, `1,040.00`.
 * `decimalComma` (semicolon-delimited files) reads `8,5` as eight and a half; elsewhere that is refused, not guessed.
 */
export function parseHoursCell(cell: string, decimalComma = false): HoursCell {
  const text = cell.trim();
  if (text === '' || text === '-' || text === '--' || text === '–') return BLANK;
  if (text.length > LONGEST) return UNREADABLE;
  const first = text.charCodeAt(0);
  if (text.startsWith('-') || text.startsWith('−') || (text.startsWith('(') && text.endsWith(')'))) {
    const rest = text.startsWith('(') ? text.slice(1, -1) : text.slice(1);
    const size = positive(rest.trim(), decimalComma);
    return size.is === 'hours' ? (size.hours.n === 0 ? size : NEGATIVE) : UNREADABLE;
  }
  return first > 127 ? UNREADABLE : positive(text, decimalComma);
}

function positive(text: string, decimalComma: boolean): HoursCell {
  const clock = CLOCK.exec(text);
  if (clock !== null) return fromClock(clock);
  const plain = pointed(text, decimalComma);
  const decimal = plain === undefined ? null : DECIMAL.exec(plain);
  if (decimal !== null) {
    const [, whole = '0', below, only] = decimal;
    return { is: 'hours', hours: fromDecimal(whole, below ?? only ?? ''), style: 'decimal' };
  }
  const units = UNITS.exec(decimalComma ? text.replace(',', '.') : text);
  return units === null ? UNREADABLE : fromUnits(units);
}

/** The number with a point for decimals and no thousands marks; undefined when its commas could mean either. */
function pointed(text: string, decimalComma: boolean): string | undefined {
  if (!text.includes(',')) return text;
  if (decimalComma) return /^\d*,\d*$/.test(text) ? text.replace(',', '.') : undefined;
  return THOUSANDS.test(text) ? text.replaceAll(',', '') : undefined;
}

function fromDecimal(whole: string, below: string): Rational {
  return rational(Number(whole + below), 10 ** below.length);
}

function fromClock([, hours, minutes, seconds]: RegExpExecArray): HoursCell {
  if (Number(minutes) > 59 || Number(seconds ?? 0) > 59) return UNREADABLE;
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0);
  return { is: 'hours', hours: rational(total, 3600), style: seconds === undefined ? 'minutes' : 'seconds' };
}

function fromUnits([, hours, below = '', minutes]: RegExpExecArray): HoursCell {
  if (hours === undefined && minutes === undefined) return UNREADABLE;
  if (below !== '' && minutes !== undefined) return UNREADABLE;
  if (below !== '') return { is: 'hours', hours: fromDecimal(hours ?? '0', below), style: 'decimal' };
  return { is: 'hours', hours: rational(Number(hours ?? 0) * 60 + Number(minutes ?? 0), 60), style: 'minutes' };
}

/** A break: a bare number counts in `unit`; anything with a colon or a unit says itself what it is. */
export function parseBreakCell(cell: string, unit: 'minutes' | 'hours', decimalComma = false): HoursCell {
  const read = parseHoursCell(cell, decimalComma);
  if (read.is !== 'hours' || unit === 'hours' || /[:a-z]/i.test(cell)) return read;
  return { ...read, hours: rational(BigInt(read.hours.n), BigInt(read.hours.d) * 60n) };
}
