import type { Decision } from '@esta-logic/receipt';
import { useWords } from '../words/use-words.tsx';

/** What was asked and answered, as far as the receipt shows it. */
export function DecisionView({ decision }: { readonly decision: Decision }) {
  const { seq, time, module, opcode, messageId, outcome, payload, reply, fault } = decision;
  const { say, language } = useWords();
  return (
    <section className="card verify-card" aria-labelledby="decision-title">
      <h2 id="decision-title">{say('The decision')}</h2>
      <dl className="decision">
        <dt>{say('Made by')}</dt>
        <dd>{say('{module}, asked for {opcode}', { module, opcode })}</dd>
        <dt>{say('When')}</dt>
        <dd>{say('{time}, as record {seq} of the log', { time: new Date(time).toLocaleString(language), seq })}</dd>
        <dt>{say('Outcome')}</dt>
        <dd>{outcome === 'committed' ? say('Answered') : say('Refused with {code}', { code: outcome })}</dd>
        <dt>{say('Message')}</dt>
        <dd>
          <code>{messageId}</code>
        </dd>
      </dl>
      <Json title={say('The question')} text={payload} />
      <Json title={say('The answer')} text={reply} />
      {fault !== undefined && <p>{say('The reason: {reason}', { reason: `${fault.message} (${fault.code})` })}</p>}
    </section>
  );
}

function Json({ title, text }: { readonly title: string; readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <details>
      <summary>{title}</summary>
      {/* A long document is scrolled with the keyboard too. */}
      <pre tabIndex={0} aria-label={title}>
        {pretty(text)}
      </pre>
    </details>
  );
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), undefined, 2);
  } catch {
    return json;
  }
}
