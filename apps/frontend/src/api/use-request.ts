import { useCallback, useEffect, useState } from 'react';
import { type Failure, failureOf } from './failure.ts';

/** One question to the server. While it is asked again, the last answer stays (`stale`), so that the page does not flicker. */
export interface Request<T> {
  readonly data: T | undefined;
  readonly failure: Failure | undefined;
  readonly busy: boolean;
  readonly reload: () => void;
}

/**
 * Asks on mount, whenever `key` changes, and on `reload`; an answer that arrives after a newer question is dropped.
 * `keep: false` forgets the last answer at once when the key changes.
 */
export function useRequest<T>(key: string, ask: () => Promise<T>, keep = true): Request<T> {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Answer<T>>({ key: '', data: undefined, failure: undefined, busy: true });
  useEffect(() => {
    let current = true;
    setState((last) => ({
      key,
      data: keep || last.key === key ? last.data : undefined,
      failure: undefined,
      busy: true,
    }));
    ask().then(
      (data) => current && setState({ key, data, failure: undefined, busy: false }),
      (error: unknown) => current && setState((last) => ({ ...last, failure: failureOf(error), busy: false })),
    );
    return () => {
      current = false;
    };
    // `ask` is made anew at every render; `key` says when it asks something else.
  }, [key, round]);
  const reload = useCallback(() => setRound((last) => last + 1), []);
  return { data: state.data, failure: state.failure, busy: state.busy, reload };
}

interface Answer<T> {
  readonly key: string;
  readonly data: T | undefined;
  readonly failure: Failure | undefined;
  readonly busy: boolean;
}
