import type { Client, LogReport } from '@esta-logic/client';
import { useState } from 'react';
import { type Failure, failureOf } from '../api/failure.ts';
import { count } from '../words/count.ts';
import { Icon } from '../states/icon.tsx';

type Check =
  | { readonly is: 'unasked' | 'busy' }
  | { readonly is: 'answered'; readonly report: LogReport }
  | { readonly is: 'failed'; readonly failure: Failure };

/** Asks the server to verify its audit log, entry by entry, when somebody wants to know. */
export function LogBadge({ client }: { readonly client: Client }) {
  const [check, setCheck] = useState<Check>({ is: 'unasked' });
  const verify = (): void => {
    if (check.is === 'busy') return;
    setCheck({ is: 'busy' });
    client.verifyLog().then(
      (report) => setCheck({ is: 'answered', report }),
      (error: unknown) => setCheck({ is: 'failed', failure: failureOf(error) }),
    );
  };
  const words = wordsOf(check);
  return (
    <div className="log-badge">
      <button
        type="button"
        className={`button badge ${words.tone}`}
        onClick={verify}
        aria-busy={check.is === 'busy'}
        title={words.detail}
      >
        <Icon name={words.icon} />
        {words.text}
      </button>
      <span role="status" className="visually-hidden">
        {check.is === 'answered' || check.is === 'failed' ? `${words.text}. ${words.detail}` : ''}
      </span>
    </div>
  );
}

interface Words {
  readonly text: string;
  readonly detail: string;
  readonly tone: 'plain' | 'good' | 'bad';
  readonly icon: 'shield' | 'check' | 'alert';
}

function wordsOf(check: Check): Words {
  switch (check.is) {
    case 'unasked':
      return {
        text: 'Verify log',
        detail: 'Check the whole audit log, entry by entry.',
        tone: 'plain',
        icon: 'shield',
      };
    case 'busy':
      return { text: 'Verifying…', detail: 'Checking the audit log.', tone: 'plain', icon: 'shield' };
    case 'failed':
      return { text: 'Log not checked', detail: check.failure.message, tone: 'bad', icon: 'alert' };
    case 'answered':
      return answered(check.report);
  }
}

function answered({ ok, entries, head, problem }: LogReport): Words {
  const size = count(entries, 'entry', 'entries');
  if (ok) return { text: `Log intact · ${size}`, detail: `Newest entry: ${head}`, tone: 'good', icon: 'check' };
  return {
    text: `Log broken · ${size}`,
    detail: problem?.what ?? 'The server gave no reason.',
    tone: 'bad',
    icon: 'alert',
  };
}
