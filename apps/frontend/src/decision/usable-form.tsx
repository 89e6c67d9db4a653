import type { Client, DecisionReport } from '@esta-logic/client';
import { isPlainDate, isZero, parseRational } from '@esta-logic/shared-types';
import { type FormEvent, useState } from 'react';
import { type Failure, failureOf } from '../api/failure.ts';
import { ErrorNotice } from '../states/error-notice.tsx';
import { Warnings } from '../states/warnings.tsx';
import { useWords } from '../words/use-words.tsx';
import { DecisionSteps } from './decision-steps.tsx';

interface Props {
  readonly client: Client;
  readonly employee: string;
  readonly asOf: string;
}

type Answer =
  | { readonly is: 'none' | 'busy' }
  | { readonly is: 'decided'; readonly decision: DecisionReport }
  | { readonly is: 'failed'; readonly failure: Failure };

/** May so many hours be taken on a day? The answer comes with every step, the same for a yes and for a no. */
export function UsableForm({ client, employee, asOf }: Props) {
  const { say, language } = useWords();
  const [day, setDay] = useState(asOf);
  const [hours, setHours] = useState('8');
  const [answer, setAnswer] = useState<Answer>({ is: 'none' });
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    setAnswer({ is: 'busy' });
    client.usable(employee, { date: day, hours: hours.trim().replace(',', '.'), language }).then(
      (decision) => setAnswer({ is: 'decided', decision }),
      (error: unknown) => setAnswer({ is: 'failed', failure: failureOf(error) }),
    );
  };
  return (
    <section className="card law-card" aria-labelledby="usable-title">
      <h3 id="usable-title">{say('May this be taken?')}</h3>
      <p className="muted">{say('Decided on what is recorded by that day.')}</p>
      <form className="form-row" onSubmit={ask}>
        <label>
          {say('Day')}
          <input type="date" className="field" required value={day} onChange={(event) => setDay(event.target.value)} />
        </label>
        <label>
          {say('Hours')}
          <input
            className="field short"
            inputMode="decimal"
            required
            value={hours}
            onChange={(event) => setHours(event.target.value)}
          />
        </label>
        <button type="submit" className="button primary" disabled={answer.is === 'busy' || !isPlainDate(day)}>
          {say('Decide')}
        </button>
      </form>
      <div aria-live="polite">{answer.is === 'decided' && <Decided decision={answer.decision} />}</div>
      {answer.is === 'failed' && <ErrorNotice title={say('This could not be decided')} failure={answer.failure} />}
    </section>
  );
}

function Decided({ decision }: { readonly decision: DecisionReport }) {
  const { say, count } = useWords();
  const denied = parseRational(String(decision.result['deniedHours'] ?? '0'));
  const whole = denied !== undefined && isZero(denied);
  return (
    <div className={whole ? 'decided good' : 'decided attention'}>
      <p className="decided-sentence">{decision.sentence}</p>
      <details>
        <summary>{say('Why: {steps}', { steps: count(decision.trace.length, 'step', 'steps') })}</summary>
        <DecisionSteps decision={decision} />
      </details>
      <Warnings sentences={decision.warnings} />
    </div>
  );
}
