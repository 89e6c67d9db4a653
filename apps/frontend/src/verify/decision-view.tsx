import type { Decision } from '@esta-logic/receipt';

/** What was asked and answered, as far as the receipt shows it. */
export function DecisionView({ decision }: { readonly decision: Decision }) {
  const { seq, time, module, opcode, messageId, outcome, payload, reply, fault } = decision;
  return (
    <section className="card verify-card" aria-labelledby="decision-title">
      <h2 id="decision-title">The decision</h2>
      <dl className="decision">
        <dt>Made by</dt>
        <dd>
          {module}, asked for <code>{opcode}</code>
        </dd>
        <dt>When</dt>
        <dd>
          <time dateTime={time}>{new Date(time).toLocaleString()}</time>, as record {seq} of the log
        </dd>
        <dt>Outcome</dt>
        <dd>{outcome === 'committed' ? 'Answered' : `Refused with ${outcome}`}</dd>
        <dt>Message</dt>
        <dd>
          <code>{messageId}</code>
        </dd>
      </dl>
      <Json title="The question" text={payload} />
      <Json title="The answer" text={reply} />
      {fault !== undefined && (
        <p>
          The reason: {fault.message} ({fault.code})
        </p>
      )}
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
