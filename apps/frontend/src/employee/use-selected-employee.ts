import { useCallback, useSyncExternalStore } from 'react';

const PREFIX = '#/employee/';

/** The selected employee is part of the address, so that a balance can be linked to and Back closes it. */
export function useSelectedEmployee(): readonly [id: string | undefined, select: (id: string | undefined) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const select = useCallback((id: string | undefined) => {
    location.hash = id === undefined ? '#/' : `${PREFIX}${encodeURIComponent(id)}`;
  }, []);
  return [employeeIn(hash), select];
}

/** The id in `#/employee/ID`; undefined for any other address, also for one that was cut in the middle of a `%` escape. */
export function employeeIn(hash: string): string | undefined {
  if (!hash.startsWith(PREFIX)) return undefined;
  try {
    return decodeURIComponent(hash.slice(PREFIX.length)) || undefined;
  } catch {
    return undefined;
  }
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}
