import { useWords } from '../words/use-words.tsx';

/** What the law leaves open and the policy chose, or what was assumed. */
export function Warnings({ sentences }: { readonly sentences: readonly string[] }) {
  const { say } = useWords();
  if (sentences.length === 0) return null;
  return (
    <details className="warnings">
      <summary>{say('To bear in mind: {n}', { n: sentences.length })}</summary>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
