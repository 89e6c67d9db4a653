import type { HoursText, Rational } from '@esta-logic/shared-types';
import { toFraction } from '@esta-logic/shared-types';

/** Hours, 0 or more, as the exact text that every part of the system passes on: `"17/2"`. */
export function hoursText(hours: Rational): HoursText {
  return toFraction(hours) as HoursText;
}
