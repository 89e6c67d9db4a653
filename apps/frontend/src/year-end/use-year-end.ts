import type { Client, Language, YearEndReport } from '@esta-logic/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Failure, failureOf } from '../api/failure.ts';

export interface YearEndSettings {
  /** Empty: the server chooses the year that is going on. */
  readonly through: string;
  readonly project: boolean;
  readonly language: Language;
}

export interface YearEndRun {
  readonly report: YearEndReport | undefined;
  readonly failure: Failure | undefined;
  /** What is under way, and how many employees have been looked at, of how many. */
  readonly busy: 'preview' | 'closing' | undefined;
  readonly done: number;
  readonly total: number;
  readonly close: (through: string) => void;
  readonly reload: () => void;
}

type State = Omit<YearEndRun, 'close' | 'reload'>;
type Hear = (progress: { readonly done: number; readonly total: number }) => void;

const AT_FIRST: State = { report: undefined, failure: undefined, busy: 'preview', done: 0, total: 0 };

/** A preview whenever the settings change; closing gives the closed lines in its place. Only the newest run is listened to. */
export function useYearEnd(client: Client, { through, project, language }: YearEndSettings): YearEndRun {
  const [state, setState] = useState(AT_FIRST);
  const [round, setRound] = useState(0);
  const newest = useRef(0);
  const follow = useCallback((busy: 'preview' | 'closing', run: (hear: Hear) => Promise<YearEndReport>) => {
    const mine = ++newest.current;
    const current = (change: (last: State) => State): void => {
      if (mine === newest.current) setState(change);
    };
    setState((last) => ({ ...last, failure: undefined, busy, done: 0, total: 0 }));
    run(({ done, total }) => current((last) => ({ ...last, done, total }))).then(
      (report) => current((last) => ({ ...last, report, busy: undefined })),
      (error: unknown) => current((last) => ({ ...last, failure: failureOf(error), busy: undefined })),
    );
  }, []);
  useEffect(() => {
    const asked = { project, language, ...(through === '' ? {} : { through }) };
    follow('preview', (hear) => client.previewYearEnd(asked, hear));
    return () => void newest.current++;
  }, [client, follow, through, project, language, round]);
  const close = useCallback(
    (day: string) => follow('closing', (hear) => client.closeYear({ through: day, language }, hear)),
    [client, follow, language],
  );
  return { ...state, close, reload: () => setRound((last) => last + 1) };
}
