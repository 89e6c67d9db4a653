import type { Verdict } from '@esta-logic/receipt';
import { useWords } from '../words/use-words.tsx';
import type { Phrase } from '../words/words.ts';
import { SaveReceipt } from './save-receipt.tsx';
import type { Verification } from './use-verification.ts';

const VERDICTS: Readonly<Record<Verdict, { readonly title: Phrase; readonly text: Phrase }>> = {
  proved: {
    title: 'Proved: it holds',
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

/** How many claims a whole receipt has; one more when witnesses are asked for. */
const CLAIMS = 11;

interface Props {
  readonly name: string;
  readonly receipt: string;
  readonly verification: Verification;
}

/** What came of the check as a whole, said as soon as it is known. */
export function VerdictCard({ name, receipt, verification }: Props) {
  const { busy, claims, report, problem } = verification;
  const { say } = useWords();
  const verdict = report && VERDICTS[report.verdict];
  const state = problem === undefined ? (report?.verdict ?? 'busy') : 'refuted';
  const title = problem === undefined ? say('Checking {name}…', { name }) : say('This could not be checked');
  const text = problem?.title ?? 'The signature, the place in the log, every part, and the computation.';
  return (
    <section className={`card verify-card verdict ${state}`} aria-labelledby="verdict-title">
      <div role="status">
        <h2 id="verdict-title">{verdict === undefined ? title : say(verdict.title)}</h2>
        <p>{say(verdict?.text ?? text)}</p>
        {problem?.detail !== undefined && (
          <p className="muted">{say('The file says: {detail}', { detail: problem.detail })}</p>
        )}
      </div>
      {busy && <progress aria-label={say('Check of {name}', { name })} max={CLAIMS} value={claims.length} />}
      {report?.checkpoint !== undefined && (
        <p className="muted">
          {say('Signed by')} <code>{report.checkpoint.key}</code>{' '}
          {report.checkpoint.witnesses.length > 0 &&
            say('and cosigned by {names}', {
              names: report.checkpoint.witnesses.map((witness) => witness.name).join(', '),
            })}
        </p>
      )}
      {report !== undefined && <SaveReceipt name={name} receipt={receipt} />}
    </section>
  );
}
