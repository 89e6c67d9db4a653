import type { YearEndReport } from '@esta-logic/client';
import { useState } from 'react';
import { useWords } from '../words/use-words.tsx';
import { closable } from './year-end-sums.ts';

interface Props {
  readonly report: YearEndReport;
  readonly today: string;
  readonly busy: boolean;
  readonly onClose: (through: string) => void;
}

/** Closing cannot be taken back, so it is offered only for years that are over, and asks once more. */
export function CloseYear({ report, today, busy, onClose }: Props) {
  const { say, count, date } = useWords();
  const [checked, setChecked] = useState(false);
  const lines = closable(report, today);
  if (lines.length === 0) return null;
  const through = lines.reduce((last, { end }) => (end > last ? end : last), '');
  return (
    <section className="card law-card close-year" aria-labelledby="close-title">
      <h3 id="close-title">{say('Close the year')}</h3>
      <p>
        {say(
          '{employees} have a benefit year that ended by {date} and is open. Closing keeps these numbers for good: what is reported for them later becomes a correction.',
          { employees: count(lines.length, 'employee', 'employees'), date: date(through) },
        )}
      </p>
      <div className="form-row">
        <label className="check inline">
          <input type="checkbox" checked={checked} onChange={(event) => setChecked(event.target.checked)} />
          <span>{say('I have looked at the preview')}</span>
        </label>
        <button type="button" className="button primary" disabled={!checked || busy} onClick={() => onClose(through)}>
          {say('Close the year of {employees}', { employees: count(lines.length, 'employee', 'employees') })}
        </button>
      </div>
    </section>
  );
}
