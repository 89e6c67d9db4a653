import { FIRST_YEAR, isPlainDate, LAST_YEAR } from '@esta-logic/shared-types';
import { useEffect, useState } from 'react';
import { useWords } from '../words/use-words.tsx';

interface Props {
  /** The day the balances are shown for; undefined while nothing is loaded. */
  readonly asOf: string | undefined;
  /** True when the reader chose the day; otherwise it is the employer's today. */
  readonly chosen: boolean;
  readonly onChange: (asOf: string | undefined) => void;
}

/** The day of the balances. Half-typed dates are kept to itself: only a real day asks the server again. */
export function AsOfPicker({ asOf, chosen, onChange }: Props) {
  const { say } = useWords();
  const [typed, setTyped] = useState(asOf ?? '');
  useEffect(() => setTyped(asOf ?? ''), [asOf]);
  const change = (text: string): void => {
    setTyped(text);
    if (isPlainDate(text)) onChange(text);
  };
  return (
    <div className="as-of">
      <label htmlFor="as-of">{say('As of')}</label>
      <input
        id="as-of"
        type="date"
        className="field"
        value={typed}
        min={`${FIRST_YEAR}-01-01`}
        max={`${LAST_YEAR}-12-31`}
        onChange={(event) => change(event.target.value)}
        onBlur={() => setTyped(asOf ?? '')}
      />
      {chosen && (
        <button type="button" className="button quiet" onClick={() => onChange(undefined)}>
          {say('Today')}
        </button>
      )}
    </div>
  );
}
