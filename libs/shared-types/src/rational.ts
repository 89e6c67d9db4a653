import { Memory } from './memory.ts';

/**
 * Exact rational numbers: hours, rates and money stay fractions until they are shown.
 *
 * A value is a pair of safe integers while it fits, and a pair of BigInts when it does not.
 * The representation is canonical (denominator positive, lowest terms, numbers whenever both parts are safe),
 * so two equal values always have identical parts.
 */
declare const rationalBrand: unique symbol;

/** An exact fraction `n/d`; make one with {@link rational} or {@link parseRational}, never by hand. */
export interface Rational {
  readonly n: number | bigint;
  readonly d: number | bigint;
  readonly [rationalBrand]?: never;
}

/** Longest text that {@link parseRational} reads; longer input is refused, not truncated. */
export const RATIONAL_TEXT_LIMIT = 64;

const isSafe = Number.isSafeInteger;

function gcdNumber(a: number, b: number): number {
  let x = Math.abs(a);
  let y = Math.abs(b);
  while (y !== 0) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

function gcdBig(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

/** Both parts are safe integers and d > 0. `+ 0` turns minus zero into zero. */
function fromSafe(n: number, d: number): Rational {
  if (d === 1) return { n: n + 0, d: 1 };
  const g = gcdNumber(n, d);
  return g === 1 ? { n, d } : { n: n / g + 0, d: d / g };
}

function fromBig(n: bigint, d: bigint): Rational {
  const g = gcdBig(n, d) * (d < 0n ? -1n : 1n);
  const nn = n / g;
  const dd = d / g;
  const small = Number(nn);
  const smallD = Number(dd);
  return isSafe(small) && isSafe(smallD) ? { n: small, d: smallD } : { n: nn, d: dd };
}

function isSmall(r: Rational): r is { readonly n: number; readonly d: number } {
  return typeof r.n === 'number';
}

/** `n/d` in lowest terms. Throws RangeError on a zero denominator or a part that is not an integer: a programmer's error. */
export function rational(n: number | bigint, d: number | bigint = 1): Rational {
  if (typeof n === 'number' && typeof d === 'number' && isSafe(n) && isSafe(d) && d !== 0) {
    return d < 0 ? fromSafe(-n, -d) : fromSafe(n, d);
  }
  const bigD = BigInt(d);
  if (bigD === 0n) throw new RangeError('a rational cannot have a zero denominator');
  return fromBig(BigInt(n), bigD);
}

export const ZERO: Rational = rational(0);
export const ONE: Rational = rational(1);

const PLAIN = /^([+-]?)(\d+)(?:\.(\d+)|\/(\d+))?$/;

const ZERO_CODE = 48;
const POINT_CODE = 46;
const SLASH_CODE = 47;
/** Texts up to this length cannot leave the safe integers, so they are read by character. */
const SHORT_TEXT = 14;

/** Unsigned short texts, as timesheets and results hold them; undefined for whatever else, good or bad, which the pattern then judges. */
function parseShort(text: string): Rational | undefined {
  let whole = 0;
  let part = 0;
  let digits = 0;
  let scale = 1;
  let mark = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const digit = code - ZERO_CODE;
    if (digit >= 0 && digit <= 9) {
      digits += 1;
      if (mark === 0) whole = whole * 10 + digit;
      else part = part * 10 + digit;
      if (mark === POINT_CODE) scale *= 10;
    } else if (mark === 0 && digits > 0 && (code === POINT_CODE || code === SLASH_CODE)) {
      mark = code;
      digits = 0;
    } else return undefined;
  }
  if (digits === 0 || (mark === SLASH_CODE && part === 0)) return undefined;
  if (mark === 0) return { n: whole, d: 1 };
  return mark === SLASH_CODE ? fromSafe(whole, part) : fromSafe(whole * scale + part, scale);
}

/** What short texts were read as: records repeat a few amounts thousands of times. */
const shortTexts = new Memory<string, Rational>();

/** Reads `"8"`, `"38.5"`, `"77/6"` (sign allowed); anything else, a zero denominator, or more than 64 characters gives undefined. */
export function parseRational(text: string): Rational | undefined {
  if (text.length > RATIONAL_TEXT_LIMIT) return undefined;
  if (text.length > SHORT_TEXT) return parseLong(text);
  const known = shortTexts.get(text);
  if (known !== undefined) return known;
  const value = parseInteger(text) ?? parseShort(text) ?? parseLong(text);
  if (value !== undefined) shortTexts.set(text, value);
  return value;
}

/** A whole number in its plainest form, told by the engine itself. */
function parseInteger(text: string): Rational | undefined {
  const n = Number(text);
  return isSafe(n) && String(n) === text ? { n, d: 1 } : undefined;
}

function parseLong(text: string): Rational | undefined {
  const match = PLAIN.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole = '', decimals, below] = match;
  const digits = sign === '-' ? `-${whole}` : whole;
  if (below !== undefined) {
    const d = BigInt(below);
    return d === 0n ? undefined : fromBig(BigInt(digits), d);
  }
  if (decimals === undefined) return fromInteger(digits);
  const n = Number(digits + decimals);
  const d = 10 ** decimals.length;
  return isSafe(n) && isSafe(d)
    ? fromSafe(n + 0, d)
    : fromBig(BigInt(digits + decimals), 10n ** BigInt(decimals.length));
}

function fromInteger(digits: string): Rational {
  const n = Number(digits);
  return isSafe(n) ? fromSafe(n, 1) : fromBig(BigInt(digits), 1n);
}

export function add(a: Rational, b: Rational): Rational {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  if (isSmall(a) && isSmall(b)) {
    if (a.d === b.d) {
      const n = a.n + b.n;
      if (isSafe(n)) return a.d === 1 ? { n, d: 1 } : fromSafe(n, a.d);
    } else {
      const left = a.n * b.d;
      const right = b.n * a.d;
      const n = left + right;
      const d = a.d * b.d;
      if (isSafe(left) && isSafe(right) && isSafe(n) && isSafe(d)) return fromSafe(n, d);
    }
  }
  const ad = BigInt(a.d);
  const bd = BigInt(b.d);
  return fromBig(BigInt(a.n) * bd + BigInt(b.n) * ad, ad * bd);
}

export function negate(a: Rational): Rational {
  if (a.n === 0) return a;
  return isSmall(a) ? { n: -a.n, d: a.d } : fromBig(-BigInt(a.n), BigInt(a.d));
}

export function sub(a: Rational, b: Rational): Rational {
  return add(a, negate(b));
}

export function mul(a: Rational, b: Rational): Rational {
  if (isSmall(a) && isSmall(b)) {
    const n = a.n * b.n;
    const d = a.d * b.d;
    if (isSafe(n) && isSafe(d)) return fromSafe(n, d);
  }
  return fromBig(BigInt(a.n) * BigInt(b.n), BigInt(a.d) * BigInt(b.d));
}

/** Throws RangeError when `b` is zero: check {@link isZero} first. */
export function div(a: Rational, b: Rational): Rational {
  if (isZero(b)) throw new RangeError('division of a rational by zero');
  if (isSmall(a) && isSmall(b)) {
    const n = a.n * b.d;
    const d = a.d * b.n;
    if (isSafe(n) && isSafe(d)) return d < 0 ? fromSafe(-n, -d) : fromSafe(n, d);
  }
  return fromBig(BigInt(a.n) * BigInt(b.d), BigInt(a.d) * BigInt(b.n));
}

/** -1, 0 or 1 as `a` is less than, equal to, or greater than `b`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  if (a.d === b.d) return a.n < b.n ? -1 : a.n > b.n ? 1 : 0;
  if (isSmall(a) && isSmall(b)) {
    const left = a.n * b.d;
    const right = b.n * a.d;
    if (isSafe(left) && isSafe(right)) return left < right ? -1 : left > right ? 1 : 0;
  }
  const left = BigInt(a.n) * BigInt(b.d);
  const right = BigInt(b.n) * BigInt(a.d);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equals(a: Rational, b: Rational): boolean {
  return a.n === b.n && a.d === b.d;
}

export function min(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b;
}

export function max(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b;
}

export function isZero(a: Rational): boolean {
  return a.n === 0;
}

export function isNegative(a: Rational): boolean {
  return a.n < 0;
}

/** The exact text: `"77/6"`, or `"8"` when the value is whole. {@link parseRational} reads it back to the same value. */
export function toFraction(a: Rational): string {
  return a.d === 1 || a.d === 1n ? String(a.n) : `${a.n}/${a.d}`;
}

/** How {@link toDecimal} drops digits: `half-up` rounds halves away from zero, `down` and `up` go toward and away from zero. */
export type Rounding = 'half-up' | 'half-even' | 'down' | 'up';

/** Decimal text with exactly `places` digits after the point, for people and money; everything exact uses {@link toFraction}. */
export function toDecimal(a: Rational, places: number, rounding: Rounding = 'half-up'): string {
  const digits = (smallQuotient(a, places, rounding) ?? bigQuotient(a, places, rounding))
    .toString()
    .padStart(places + 1, '0');
  const sign = isNegative(a) && /[1-9]/.test(digits) ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The size of the value in units of its last shown digit, rounded; undefined where that takes more than safe integers. */
function smallQuotient(a: Rational, places: number, rounding: Rounding): number | undefined {
  if (!isSmall(a)) return undefined;
  const scaled = Math.abs(a.n) * 10 ** places;
  if (!isSafe(scaled) || !isSafe(a.d * 2)) return undefined;
  const rest = scaled % a.d;
  const quotient = (scaled - rest) / a.d;
  return roundsAway(rest, rest * 2, a.d, quotient % 2 !== 0, rounding) ? quotient + 1 : quotient;
}

function bigQuotient(a: Rational, places: number, rounding: Rounding): bigint {
  const d = BigInt(a.d);
  const scaled = BigInt(isNegative(a) ? -a.n : a.n) * 10n ** BigInt(places);
  const rest = scaled % d;
  const quotient = scaled / d;
  return roundsAway(rest, rest * 2n, d, quotient % 2n !== 0n, rounding) ? quotient + 1n : quotient;
}

function roundsAway<N extends number | bigint>(rest: N, twice: N, d: N, odd: boolean, rounding: Rounding): boolean {
  if (!rest || rounding === 'down') return false;
  if (rounding === 'up') return true;
  return twice === d ? rounding === 'half-up' || odd : twice > d;
}
