import type { Rational } from '@esta-logic/shared-types';
import { toFraction } from '@esta-logic/shared-types';
import { describeHours, formatHours } from './format-hours.ts';
import { useWords } from '../words/use-words.tsx';

/** Hours for people; the exact fraction is the machine value and the description. */
export function Hours({ value }: { readonly value: Rational }) {
  const words = useWords();
  return (
    <data value={toFraction(value)} title={describeHours(value, words)} className="hours">
      {formatHours(value)}
    </data>
  );
}
