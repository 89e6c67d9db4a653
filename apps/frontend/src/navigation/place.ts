import { useCallback, useSyncExternalStore } from 'react';

/** Where the reader is. The address says so, so that a place can be linked to and Back leads out of it. */
export type Place =
  | { readonly view: 'balances'; readonly employee?: string }
  | { readonly view: 'ledger'; readonly employee: string }
  | { readonly view: 'year-end' }
  | { readonly view: 'obligations' };

const EMPLOYEE = /^#\/employee\/([^/]+)(\/ledger)?$/;

/** The place that an address names; the balances for any other, also for one that was cut in the middle of a `%` escape. */
export function placeIn(hash: string): Place {
  if (hash === '#/year-end') return { view: 'year-end' };
  if (hash === '#/obligations') return { view: 'obligations' };
  const [, id = '', ledger] = EMPLOYEE.exec(hash) ?? [];
  const employee = decoded(id);
  if (employee === undefined) return { view: 'balances' };
  return { view: ledger === undefined ? 'balances' : 'ledger', employee };
}

export function addressOf(place: Place): string {
  if (place.view === 'year-end' || place.view === 'obligations') return `#/${place.view}`;
  if (place.employee === undefined) return '#/';
  return `#/employee/${encodeURIComponent(place.employee)}${place.view === 'ledger' ? '/ledger' : ''}`;
}

export function usePlace(): readonly [place: Place, go: (place: Place) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const go = useCallback((place: Place) => {
    location.hash = addressOf(place);
  }, []);
  return [placeIn(hash), go];
}

function decoded(id: string): string | undefined {
  try {
    return decodeURIComponent(id) || undefined;
  } catch {
    return undefined;
  }
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}
