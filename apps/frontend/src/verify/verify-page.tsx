import type { Client } from '@esta-logic/client';
import { useMemo, useState } from 'react';
import { LanguageChoice } from '../header/language-choice.tsx';
import { ErrorNotice } from '../states/error-notice.tsx';
import { useWords } from '../words/use-words.tsx';
import { ClaimList } from './claim-list.tsx';
import { DecisionView } from './decision-view.tsx';
import { ReceiptChoice } from './receipt-choice.tsx';
import { TrustFields, type Trust } from './trust-fields.tsx';
import { useGivenReceipt, type GivenReceipt } from './use-given-receipt.ts';
import { useVerification } from './use-verification.ts';
import { VerdictCard } from './verdict-card.tsx';
import type { VerificationOrder } from './verification.ts';

/** The whole page: a receipt comes in, every claim of it is checked here, and the decision is computed again. */
export function VerifyPage({ client }: { readonly client: Client }) {
  const { say } = useWords();
  const [given, give] = useGivenReceipt(client);
  const [components, setComponents] = useState<readonly Uint8Array[]>([]);
  const [trust, setTrust] = useState<Trust>({ key: '', witnesses: '' });
  const take = async (files: readonly File[]): Promise<void> => {
    for (const file of files) {
      if (file.name.endsWith('.wasm')) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        setComponents((now) => [...now, bytes]);
      } else give({ name: file.name, receipt: await file.text() });
    }
  };
  return (
    <>
      <header className="page-header">
        <div className="page-header-inner">
          <div className="employer-title">
            <div>
              <h1>{say('Check a receipt')}</h1>
              <p>{say('Everything happens in this browser; the receipt is sent nowhere.')}</p>
            </div>
          </div>
          <div className="header-tools">
            <LanguageChoice />
          </div>
        </div>
      </header>
      <main id="main" className="workspace verify">
        <ReceiptChoice onFiles={(files) => void take(files)} />
        <TrustFields trust={trust} onChange={setTrust} />
        {given.is === 'fetching' && <p role="status">{say('Fetching the receipt…')}</p>}
        {given.is === 'failed' && (
          <ErrorNotice title={say('The receipt could not be fetched')} failure={given.failure} />
        )}
        {given.is === 'given' && <Result given={given} trust={trust} components={components} />}
      </main>
    </>
  );
}

interface ResultProps {
  readonly given: GivenReceipt;
  readonly trust: Trust;
  readonly components: readonly Uint8Array[];
}

function Result({ given: { name, receipt }, trust, components }: ResultProps) {
  const { say } = useWords();
  const order = useMemo<VerificationOrder>(
    () => ({ receipt, key: trust.key.trim(), witnesses: trust.witnesses.split(/\s+/).filter(Boolean), components }),
    [receipt, trust, components],
  );
  const verification = useVerification(order);
  return (
    <>
      <VerdictCard name={name} receipt={receipt} verification={verification} />
      {verification.report?.decision !== undefined && <DecisionView decision={verification.report.decision} />}
      {verification.claims.length > 0 && (
        <section className="card verify-card" aria-labelledby="claims-title">
          <h2 id="claims-title">{say('What was checked')}</h2>
          <ClaimList claims={verification.claims} busy={verification.busy} />
        </section>
      )}
    </>
  );
}
