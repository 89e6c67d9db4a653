import { readCitations } from './citation.ts';
import { useWords } from '../words/use-words.tsx';

/** The sections of the law that this balance rests on, and which of their rules were applied. */
export function CitationList({ citations }: { readonly citations: readonly string[] }) {
  const words = useWords();
  const { say } = words;
  if (citations.length === 0) return null;
  return (
    <div className="citations">
      <h3>{say('Where this comes from')}</h3>
      <ul>
        {readCitations(citations, words).map(({ section, href, title, rules }) => (
          <li key={section}>
            {href === undefined ? (
              section
            ) : (
              <a href={href} target="_blank" rel="noopener noreferrer">
                {section}
                <span className="visually-hidden"> {say('(opens the legislature’s page in a new tab)')}</span>
              </a>
            )}
            {title !== undefined && <span className="muted">{title}</span>}
            {rules.length > 0 && <span className="citation-rules">{rules.join(' · ')}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
