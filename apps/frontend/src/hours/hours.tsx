import type { Rational } from '@esta-logic/shared-types';
import { toFraction } from '@esta-logic/shared-types';
import { describeHours, formatHours } from './format-hours.ts';

/** Hours for people; the exact fraction is the machine value and the description. */
export function Hours({ value }: { readonly value: Rational }) {
  return (
    <data value={toFraction(value)} title={describeHours(value)} className="hours">
      {formatHours(value)}
    </data>
  );
}
