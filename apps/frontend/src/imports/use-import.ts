import type { Client } from '@esta-logic/client';
import { useReducer, useRef } from 'react';
import { failureOf } from '../api/failure.ts';
import { useWords } from '../words/use-words.tsx';
import { type ImportChoices, importReducer, type ImportState } from './import-state.ts';

export interface ImportControl {
  readonly state: ImportState;
  readonly start: (file: File, choices: ImportChoices) => void;
  /** Leaves before the rows are saved: nothing stays behind. */
  readonly cancel: () => void;
  readonly reset: () => void;
}

/** Runs one import at a time; `onImported` is called when rows have really come in. */
export function useImport(client: Client, onImported: () => void): ImportControl {
  const [state, dispatch] = useReducer(importReducer, { phase: 'idle' });
  const { language } = useWords();
  const running = useRef<AbortController>(undefined);
  const start = (file: File, choices: ImportChoices): void => {
    if (running.current !== undefined) return;
    const abort = new AbortController();
    running.current = abort;
    dispatch({ type: 'start', file, choices });
    client
      .importFile(
        file,
        { ...choices, name: file.name, language },
        { signal: abort.signal, onProgress: (progress) => dispatch({ type: 'progress', progress }) },
      )
      .then((result) => {
        dispatch({ type: 'result', result });
        if (!choices.dryRun && result.accepted > 0) onImported();
      })
      .catch((error: unknown) =>
        dispatch(abort.signal.aborted ? { type: 'cancel' } : { type: 'failure', failure: failureOf(error) }),
      )
      .finally(() => {
        running.current = undefined;
      });
  };
  return { state, start, cancel: () => running.current?.abort(), reset: () => dispatch({ type: 'reset' }) };
}
