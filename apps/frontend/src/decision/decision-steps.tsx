import type { DecisionReport } from '@esta-logic/client';
import { ReceiptLink } from './receipt-link.tsx';
import { useWords } from '../words/use-words.tsx';

/** The reasons of a decision in their order: what each rule said of these facts, exactly, and where it stands. */
export function DecisionSteps({ decision: { trace, pack, receipt } }: { readonly decision: DecisionReport }) {
  const { say } = useWords();
  return (
    <>
      <ol className="steps">
        {trace.map(({ rule, citation, value, why }, place) => (
          <li key={place}>
            <p>{why}</p>
            <p className="muted">
              {citation} · {rule}
              {isFraction(value) && ` · ${say('exactly {fraction}', { fraction: value })}`}
            </p>
          </li>
        ))}
      </ol>
      <p className="muted pack">{say('Rule pack {pack}', { pack })}</p>
      <p>
        <ReceiptLink id={receipt} />
      </p>
    </>
  );
}

/** What the sentence shows rounded. */
const isFraction = (value: unknown): value is string => typeof value === 'string' && value.includes('/');
