import type { Verdict } from '@esta-logic/receipt';
import { useMemo, useRef, useState } from 'react';
import { useFileDrop } from '../imports/use-file-drop.ts';
import { Icon } from '../states/icon.tsx';
import { ClaimList } from './claim-list.tsx';
import { DecisionView } from './decision-view.tsx';
import { useVerification, type Verification } from './use-verification.ts';
import type { VerificationOrder } from './verification.ts';

interface Given {
  readonly name: string;
  readonly receipt: string;
}

/** The whole page: a receipt comes in, every claim of it is checked here, and the decision is computed again. */
export function VerifyPage() {
  const [given, setGiven] = useState<Given>();
  const [components, setComponents] = useState<readonly Uint8Array[]>([]);
  const [key, setKey] = useState('');
  const order = useMemo<VerificationOrder | undefined>(
    () => (given === undefined ? undefined : { receipt: given.receipt, key: key.trim(), components }),
    [given, key, components],
  );
  const verification = useVerification(order);
  const take = async (files: readonly File[]): Promise<void> => {
    for (const file of files) {
      if (file.name.endsWith('.wasm')) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        setComponents((now) => [...now, bytes]);
      } else setGiven({ name: file.name, receipt: await file.text() });
    }
  };
  const over = useFileDrop((files) => void take(files));
  return (
    <>
      <header className="page-header">
        <div className="page-header-inner">
          <div className="employer-title">
            <div>
              <h1>Check a receipt</h1>
              <p>Everything happens in this browser; the receipt is sent nowhere.</p>
            </div>
          </div>
        </div>
      </header>
      <main id="main" className="workspace verify">
        <ReceiptChoice over={over} onFiles={(files) => void take(files)} />
        <p>
          <label htmlFor="trusted-key">The key that you trust, if you were given one</label>
          <input
            id="trusted-key"
            className="field"
            value={key}
            spellCheck={false}
            autoComplete="off"
            aria-describedby="trusted-key-help"
            onChange={(event) => setKey(event.target.value)}
          />
          <span id="trusted-key-help" className="muted">
            Whoever keeps the log prints it with <code>esta log key</code>. Get it from them another way than the
            receipt.
          </span>
        </p>
        {given !== undefined && verification !== undefined && <Result name={given.name} verification={verification} />}
      </main>
    </>
  );
}

function ReceiptChoice({ over, onFiles }: { readonly over: boolean; readonly onFiles: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={over ? 'drop-zone over' : 'drop-zone'}>
      <span className="drop-icon">
        <Icon name="shield" />
      </span>
      <p>
        Drop a receipt here, or{' '}
        <button type="button" className="button" onClick={() => input.current?.click()}>
          choose a file
        </button>
      </p>
      <p className="muted">A receipt that has no program in it can be helped out: add the .wasm file too.</p>
      <input
        ref={input}
        type="file"
        multiple
        accept=".json,.wasm,application/json,application/wasm"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was changed.
          event.target.value = '';
        }}
      />
    </div>
  );
}

const VERDICTS: Readonly<Record<Verdict, { readonly title: string; readonly text: string }>> = {
  proved: {
    title: 'Proved',
    text: 'Everything that this receipt says holds, and the decision came out the same when it was computed again here.',
  },
  partly: {
    title: 'Nothing is wrong, but not everything was checked',
    text: 'What is marked “withheld” is left out of this receipt; what is marked “not checked” says what was missing.',
  },
  refuted: {
    title: 'Do not rely on this receipt',
    text: 'At least one thing that it says does not hold. It is marked “refuted” below.',
  },
};

function Result({ name, verification }: { readonly name: string; readonly verification: Verification }) {
  const { busy, claims, report, problem } = verification;
  const verdict = report && VERDICTS[report.verdict];
  const state = problem === undefined ? (report?.verdict ?? 'busy') : 'refuted';
  return (
    <>
      <section className={`card verify-card verdict ${state}`} aria-labelledby="verdict-title">
        <div role="status">
          <h2 id="verdict-title">
            {verdict?.title ?? (problem === undefined ? `Checking ${name}…` : 'This could not be checked')}
          </h2>
          <p>{verdict?.text ?? problem ?? 'The signature, the place in the log, every part, and the computation.'}</p>
        </div>
        {busy && <progress aria-label={`Check of ${name}`} max={CLAIMS} value={claims.length} />}
        {report?.checkpoint !== undefined && (
          <p className="muted">
            Signed by <code>{report.checkpoint.key}</code>
            {report.checkpoint.witnesses.map((witness) => `, and by the witness ${witness.name}`).join('')}
          </p>
        )}
      </section>
      {report?.decision !== undefined && <DecisionView decision={report.decision} />}
      <section className="card verify-card" aria-labelledby="claims-title">
        <h2 id="claims-title">What was checked</h2>
        <ClaimList claims={claims} busy={busy} />
      </section>
    </>
  );
}

/** How many claims a whole receipt has. */
const CLAIMS = 11;
