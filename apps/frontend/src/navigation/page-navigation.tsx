import { useWords } from '../words/use-words.tsx';
import type { Phrase } from '../words/words.ts';
import { addressOf, type Place } from './place.ts';

const PLACES: readonly (readonly [Place, Phrase])[] = [
  [{ view: 'balances' }, 'Balances'],
  [{ view: 'year-end' }, 'Year end'],
  [{ view: 'obligations' }, 'What is due'],
];

/** The parts of the page; a ledger belongs to the balances. */
export function PageNavigation({ view }: { readonly view: Place['view'] }) {
  const { say } = useWords();
  const current = view === 'ledger' ? 'balances' : view;
  return (
    <nav className="page-navigation" aria-label={say('Parts of the page')}>
      {PLACES.map(([place, title]) => (
        <a key={place.view} href={addressOf(place)} aria-current={place.view === current ? 'page' : undefined}>
          {say(title)}
        </a>
      ))}
    </nav>
  );
}
