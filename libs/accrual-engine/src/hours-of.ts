import type { Rational } from '@esta-logic/shared-types';
import { parseRational } from '@esta-logic/shared-types';

/** Exact hours of text or a decimal number; throws RangeError for anything else, because callers decode first. */
export function hoursOf(value: string | number): Rational {
  const parsed = parseRational(String(value));
  if (parsed === undefined) throw new RangeError(`"${value}" is not an amount of hours`);
  return parsed;
}
