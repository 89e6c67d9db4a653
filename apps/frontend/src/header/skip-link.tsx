import type { RefObject } from 'react';
import { useWords } from '../words/use-words.tsx';

/** Lets keyboard users jump over the header. The address keeps the selected employee, so it moves focus only. */
export function SkipLink({ target }: { readonly target: RefObject<HTMLElement | null> }) {
  const { say } = useWords();
  return (
    <a
      className="skip-link"
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        target.current?.focus();
      }}
    >
      {say('Skip to the content')}
    </a>
  );
}
