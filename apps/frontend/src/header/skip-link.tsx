import type { RefObject } from 'react';

/** Lets keyboard users jump over the header. The address keeps the selected employee, so it moves focus only. */
export function SkipLink({ target }: { readonly target: RefObject<HTMLElement | null> }) {
  return (
    <a
      className="skip-link"
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        target.current?.focus();
      }}
    >
      Skip to the balances
    </a>
  );
}
