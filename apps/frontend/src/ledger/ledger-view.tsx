import type { Client } from '@esta-logic/client';
import { useEffect, useRef } from 'react';
import { useRequest } from '../api/use-request.ts';
import { UsableForm } from '../decision/usable-form.tsx';
import { addressOf } from '../navigation/place.ts';
import { ErrorNotice } from '../states/error-notice.tsx';
import { Icon } from '../states/icon.tsx';
import { Warnings } from '../states/warnings.tsx';
import { useWords } from '../words/use-words.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { RuleList } from './rule-list.tsx';
import { StatementForm } from './statement-form.tsx';
import { YearSums } from './year-sums.tsx';

interface Props {
  readonly client: Client;
  readonly employee: string;
  /** Undefined for the employer’s today. */
  readonly asOf: string | undefined;
}

/** Everything behind one balance: the years in sums, every entry with its section, the statement, and what may be taken. */
export function LedgerView({ client, employee, asOf }: Props) {
  const { say, language, date } = useWords();
  const ledger = useRequest(`${asOf ?? ''} ${language}`, () =>
    client.ledger(employee, { language, ...(asOf === undefined ? {} : { asOf }) }),
  );
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement !== document.body) title.current?.focus();
  }, []);
  const report = ledger.data;
  return (
    <div className="law-view" aria-busy={ledger.busy}>
      <header className="law-header">
        <a className="back-link" href={addressOf({ view: 'balances', employee })}>
          <Icon name="arrowLeft" />
          {say('Balances')}
        </a>
        <h2 ref={title} tabIndex={-1}>
          {say('Ledger of {who}', { who: report?.name ?? employee })}
        </h2>
        <p className="muted">
          {report === undefined
            ? say('Every change of the balance, with the section of the law behind it.')
            : say('Every change of the balance up to {date}, with the section of the law behind it.', {
                date: date(report.asOf),
              })}
        </p>
      </header>
      {ledger.failure !== undefined && (
        <ErrorNotice title={say('The ledger could not be loaded')} failure={ledger.failure} onRetry={ledger.reload} />
      )}
      {report === undefined && ledger.failure === undefined && (
        <div className="card skeleton law-loading">{say('Loading the ledger…')}</div>
      )}
      {report !== undefined && (
        <>
          <Warnings sentences={report.warnings} />
          <YearSums years={report.years} />
          <div className="law-forms">
            <StatementForm key={report.asOf} employee={employee} asOf={report.asOf} />
            <UsableForm key={`usable ${report.asOf}`} client={client} employee={employee} asOf={report.asOf} />
          </div>
          <LedgerTable entries={report.entries} />
          <RuleList client={client} entries={report.entries} />
        </>
      )}
    </div>
  );
}
