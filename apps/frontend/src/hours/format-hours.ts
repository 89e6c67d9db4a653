import { isNegative, negate, parseRational, type Rational, toDecimal, toFraction } from '@esta-logic/shared-types';
import type { Words } from '../words/words.ts';

/** The exact value of a text off the wire. What is not a fraction is a broken server, said so rather than shown as zero. */
export function readHours(text: string): Rational {
  const value = parseRational(text);
  if (value === undefined) throw new RangeError(`The server sent "${text}" where hours belong.`);
  return value;
}

/** `1,234.57`: two decimals, halves rounded away from zero, thousands apart. */
export function formatHours(hours: Rational): string {
  const [whole = '0', decimals = '00'] = toDecimal(isNegative(hours) ? negate(hours) : hours, 2).split('.');
  const text = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`;
  return isNegative(hours) && text !== '0.00' ? `−${text}` : text;
}

/** What the two decimals stand for: `exactly 77/6 hours (rounded)`, or `exactly 8 hours`. */
export function describeHours(hours: Rational, { say }: Words): string {
  const phrase = isRounded(hours) ? 'exactly {fraction} hours (shown rounded)' : 'exactly {fraction} hours';
  return say(phrase, { fraction: toFraction(hours) });
}

/** True when two decimals do not say it all. */
export function isRounded(hours: Rational): boolean {
  return 100n % BigInt(hours.d) !== 0n;
}

/** A length for a drawing only: near enough for a pixel, never shown as a number. */
export function toLength(hours: Rational): number {
  return Number(hours.n) / Number(hours.d);
}
