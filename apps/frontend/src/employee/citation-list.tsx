import { readCitation } from './citation.ts';

/** The sections of the law that this balance rests on. */
export function CitationList({ citations }: { readonly citations: readonly string[] }) {
  if (citations.length === 0) return null;
  return (
    <div className="citations">
      <h3>Where this comes from</h3>
      <ul>
        {citations.map((text) => {
          const { href, title } = readCitation(text);
          return (
            <li key={text}>
              {href === undefined ? (
                text
              ) : (
                <a href={href} target="_blank" rel="noopener noreferrer">
                  {text}
                  <span className="visually-hidden"> (opens the legislature’s page in a new tab)</span>
                </a>
              )}
              {title !== undefined && <span className="muted">{title}</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
