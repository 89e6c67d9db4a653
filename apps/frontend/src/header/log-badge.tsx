import type { Client, LogReport } from '@esta-logic/client';
import { useState } from 'react';
import { type Failure, failureOf } from '../api/failure.ts';
import { Icon } from '../states/icon.tsx';
import { useWords } from '../words/use-words.tsx';
import type { Words } from '../words/words.ts';

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
  const said = wordsOf(check, useWords());
  return (
    <div className="log-badge">
      <button
        type="button"
        className={`button badge ${said.tone}`}
        onClick={verify}
        aria-busy={check.is === 'busy'}
        title={said.detail}
      >
        <Icon name={said.icon} />
        {said.text}
      </button>
      <span role="status" className="visually-hidden">
        {check.is === 'answered' || check.is === 'failed' ? `${said.text}. ${said.detail}` : ''}
      </span>
    </div>
  );
}

interface Said {
  readonly text: string;
  readonly detail: string;
  readonly tone: 'plain' | 'good' | 'bad';
  readonly icon: 'shield' | 'check' | 'alert';
}

function wordsOf(check: Check, words: Words): Said {
  const { say } = words;
  switch (check.is) {
    case 'unasked':
      return {
        text: say('Verify log'),
        detail: say('Check the whole audit log, entry by entry.'),
        tone: 'plain',
        icon: 'shield',
      };
    case 'busy':
      return { text: say('Verifying…'), detail: say('Checking the audit log.'), tone: 'plain', icon: 'shield' };
    case 'failed':
      return { text: say('Log not checked'), detail: check.failure.message, tone: 'bad', icon: 'alert' };
    case 'answered':
      return answered(check.report, words);
  }
}

function answered({ ok, entries, head, problem }: LogReport, { say, count }: Words): Said {
  const size = count(entries, 'entry', 'entries');
  if (ok)
    return {
      text: say('Log intact · {entries}', { entries: size }),
      detail: say('Newest entry: {hash}', { hash: head }),
      tone: 'good',
      icon: 'check',
    };
  return {
    text: say('Log broken · {entries}', { entries: size }),
    detail: problem?.what ?? say('The server gave no reason.'),
    tone: 'bad',
    icon: 'alert',
  };
}
