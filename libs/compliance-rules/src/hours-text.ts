import type { Rational } from '@esta-logic/shared-types';
import { ZERO, parseRational, toDecimal, toFraction } from '@esta-logic/shared-types';

/** Exact hours of decoded text; a pack's and a policy's texts have been checked before they get here. */
export function hoursOf(text: string): Rational {
  const value = parseRational(text);
  if (value === undefined) throw new RangeError(`"${text}" is not an amount of hours`);
  return value;
}

export function hoursOr(text: string | undefined, otherwise: Rational = ZERO): Rational {
  return text === undefined ? otherwise : hoursOf(text);
}

export function fraction(value: Rational | null): string | null {
  return value === null ? null : toFraction(value);
}

const CENT_PLACES = 2;

/** Dollars and cents, halves of a cent up. */
export function usd(value: Rational): string {
  return toDecimal(value, CENT_PLACES, 'half-up');
}
