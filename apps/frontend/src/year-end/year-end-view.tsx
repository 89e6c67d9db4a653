import type { Client } from '@esta-logic/client';
import { isPlainDate } from '@esta-logic/shared-types';
import { useState } from 'react';
import { ErrorNotice } from '../states/error-notice.tsx';
import { Warnings } from '../states/warnings.tsx';
import { useWords } from '../words/use-words.tsx';
import { CloseYear } from './close-year.tsx';
import { useYearEnd } from './use-year-end.ts';
import { YearEndTable } from './year-end-table.tsx';

interface Props {
  readonly client: Client;
  readonly today: string | undefined;
}

/** What the year end does to each balance, before it is done; and closing a year that is over. */
export function YearEndView({ client, today }: Props) {
  const { say, language, count, date } = useWords();
  const [through, setThrough] = useState('');
  const [project, setProject] = useState(true);
  const run = useYearEnd(client, { through: isPlainDate(through) ? through : '', project, language });
  const { report, busy, done, total } = run;
  return (
    <div className="law-view" aria-busy={busy !== undefined}>
      <header className="law-header">
        <h2>{say('Year end')}</h2>
        <p className="muted">
          {say('What each balance carries into the next benefit year and what lapses. A preview changes nothing.')}
        </p>
        <div className="form-row">
          <label>
            {say('Years that end by')}
            <input
              type="date"
              className="field"
              value={through === '' ? (report?.through ?? '') : through}
              onChange={(event) => setThrough(event.target.value)}
            />
          </label>
          <label className="check inline">
            <input type="checkbox" checked={project} onChange={(event) => setProject(event.target.checked)} />
            <span>{say('Count the days to come as if work went on like in the last weeks')}</span>
          </label>
        </div>
      </header>
      {busy !== undefined && <Progress closing={busy === 'closing'} done={done} of={total} />}
      <p role="status" className="visually-hidden">
        {busy === undefined && report !== undefined && count(report.lines.length, 'employee', 'employees')}
      </p>
      {run.failure !== undefined && (
        <ErrorNotice title={say('The year end could not be worked out')} failure={run.failure} onRetry={run.reload} />
      )}
      {report !== undefined && (
        <>
          {!report.preview && (
            <p className="notice good">
              {say('Closed: {employees}. Hours that are reported for these years later are posted as corrections.', {
                employees: count(report.lines.length, 'employee', 'employees'),
              })}
            </p>
          )}
          <Warnings sentences={report.warnings} />
          {report.lines.length === 0 ? (
            <p className="card law-card">{say('No benefit year ends by {date}.', { date: date(report.through) })}</p>
          ) : (
            <YearEndTable lines={report.lines} preview={report.preview} />
          )}
          {report.preview && today !== undefined && (
            <CloseYear report={report} today={today} busy={busy !== undefined} onClose={run.close} />
          )}
        </>
      )}
    </div>
  );
}

interface ProgressProps {
  readonly closing: boolean;
  readonly done: number;
  /** 0 until it is known. */
  readonly of: number;
}

/** A bar that fills page by page; without a known whole it only moves. */
function Progress({ closing, done, of }: ProgressProps) {
  const { say, count } = useWords();
  const title = say(closing ? 'Closing the year' : 'Working out the year end');
  return (
    <div className="year-end-progress">
      <span>
        {title} <span className="muted">{count(done, 'employee', 'employees')}</span>
      </span>
      <progress aria-label={title} {...(of === 0 ? {} : { max: Math.max(of, done), value: done })} />
    </div>
  );
}
