import type { Client, LedgerEntry } from '@esta-logic/client';
import { useRequest } from '../api/use-request.ts';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly client: Client;
  readonly entries: readonly LedgerEntry[];
}

/** What the rules say that the entries name, in the reader's language, and who says so. */
export function RuleList({ client, entries }: Props) {
  const { say, language } = useWords();
  const packs = useRequest('packs', () => client.packs());
  const known = packs.data?.find(({ inUse }) => inUse)?.rules ?? {};
  const rules = [...new Set(entries.map(({ rule }) => rule))].flatMap((id) => {
    const rule = known[id];
    return rule === undefined ? [] : [{ id, rule }];
  });
  if (rules.length === 0) return null;
  return (
    <section className="card law-card" aria-labelledby="rules-title">
      <h3 id="rules-title">{say('What these rules say')}</h3>
      <dl className="rule-list">
        {rules.map(({ id, rule }) => (
          <div key={id}>
            <dt>
              {rule.section} <span className="muted">{id}</span>
            </dt>
            <dd>
              {rule.text[language]}
              <span className="muted small">{say('Known from: {sources}', { sources: rule.sources.join('; ') })}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
