import type { Client, DueObligation } from '@esta-logic/client';
import { isPlainDate } from '@esta-logic/shared-types';
import { useState } from 'react';
import { useRequest } from '../api/use-request.ts';
import { addressOf } from '../navigation/place.ts';
import { ErrorNotice } from '../states/error-notice.tsx';
import { Icon } from '../states/icon.tsx';
import { Warnings } from '../states/warnings.tsx';
import { useWords } from '../words/use-words.tsx';
import { KIND_TITLES, monthsOf } from './obligation-months.ts';

/** What the employer has to do or to know, in the order of its days, for a year from today or from a chosen day. */
export function ObligationsView({ client }: { readonly client: Client }) {
  const { say, language, count } = useWords();
  const [from, setFrom] = useState('');
  const asked = { language, ...(isPlainDate(from) ? { from } : {}) };
  const due = useRequest(`${from} ${language}`, () => client.obligations(asked));
  const report = due.data;
  const months = report === undefined ? [] : monthsOf(report.obligations);
  const calendar = `/api/obligations?${new URLSearchParams({ format: 'ics', ...asked })}`;
  return (
    <div className="law-view" aria-busy={due.busy}>
      <header className="law-header">
        <h2>{say('What is due')}</h2>
        <p className="muted">
          {say('Notices, records, year ends, waits that end, and the watch on the size of the employer.')}
        </p>
        <div className="form-row">
          <label>
            {say('From')}
            <input
              type="date"
              className="field"
              value={from === '' ? (report?.from ?? '') : from}
              onChange={(event) => setFrom(event.target.value)}
            />
          </label>
          <a className="button" href={calendar} download="esta.ics">
            <Icon name="calendar" />
            {say('Calendar file')}
          </a>
        </div>
      </header>
      {due.failure !== undefined && (
        <ErrorNotice title={say('What is due could not be loaded')} failure={due.failure} onRetry={due.reload} />
      )}
      {report === undefined && due.failure === undefined && (
        <div className="card skeleton law-loading">{say('Loading…')}</div>
      )}
      {report !== undefined && (
        <>
          <p role="status" className="visually-hidden">
            {count(report.obligations.length, 'date', 'dates')}
          </p>
          <Warnings sentences={report.warnings} />
          {months.length === 0 && <p className="card law-card">{say('Nothing is due in this year.')}</p>}
          {months.map(({ month, obligations }) => (
            <Month key={month} month={month} obligations={obligations} />
          ))}
        </>
      )}
    </div>
  );
}

interface MonthProps {
  readonly month: string;
  readonly obligations: readonly DueObligation[];
}

function Month({ month, obligations }: MonthProps) {
  const words = useWords();
  return (
    <section className="card law-card" aria-labelledby={`due-${month}`}>
      <h3 id={`due-${month}`}>{words.month(`${month}-01`, true)}</h3>
      <ul className="due-list">
        {obligations.map((one) => (
          <Obligation key={one.id} obligation={one} />
        ))}
      </ul>
    </section>
  );
}

function Obligation({
  obligation: { date, kind, sentence, citation, employee, name },
}: {
  readonly obligation: DueObligation;
}) {
  const { say, date: dateWords } = useWords();
  const title = KIND_TITLES[kind];
  return (
    <li>
      <time dateTime={date}>{dateWords(date)}</time>
      <div>
        <p>{sentence}</p>
        <p className="muted">
          {title !== undefined && <span className={`chip due-${kind}`}>{say(title)}</span>} {citation}
          {employee !== undefined && (
            <>
              {' · '}
              <a href={addressOf({ view: 'ledger', employee })}>{say('Ledger of {who}', { who: name ?? employee })}</a>
            </>
          )}
        </p>
      </div>
    </li>
  );
}
