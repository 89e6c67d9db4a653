import type { Client } from '@esta-logic/client';
import { useEffect, useRef, useState } from 'react';
import { ErrorNotice } from '../states/error-notice.tsx';
import { Icon } from '../states/icon.tsx';
import { DropZone } from './drop-zone.tsx';
import { ImportOptions } from './import-options.tsx';
import { ImportProgressView } from './import-progress-view.tsx';
import { ImportSummary } from './import-summary.tsx';
import type { ImportChoices } from './import-state.ts';
import { useFileDrop } from './use-file-drop.ts';
import { useImport } from './use-import.ts';
import { useWords } from '../words/use-words.tsx';
import type { Phrase } from '../words/words.ts';

interface Props {
  readonly client: Client;
  readonly open: boolean;
  readonly closable: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onImported: () => void;
}

/** Checking first is the default: an import cannot be taken back, a check costs a few seconds. */
const CAREFUL: ImportChoices = { dryRun: true, skipBadRows: false };

/** Timesheets come in here: drop or choose a file, follow it, read what became of it. */
export function ImportPanel({ client, open, closable, onOpen, onImported }: Props) {
  const { say } = useWords();
  const [choices, setChoices] = useState(CAREFUL);
  const [refusal, setRefusal] = useState<Refusal>();
  const [taken, setTaken] = useState(0);
  const { state, start, cancel, reset } = useImport(client, onImported);
  const take = (files: readonly File[]): void => {
    onOpen(true);
    const problem = problemWith(files, state.phase === 'running');
    setRefusal(problem);
    setTaken((count) => count + 1);
    if (problem === undefined && files[0] !== undefined) start(files[0], choices);
  };
  const over = useFileDrop(take);
  const section = useShownWhen(open && taken);
  const close = (): void => {
    onOpen(false);
    if (state.phase !== 'running') reset();
  };
  return (
    <>
      {over && (
        <div className="drop-overlay" aria-hidden="true">
          {say('Drop the file to import it')}
        </div>
      )}
      <section ref={section} id="import" className="import card" aria-labelledby="import-title" hidden={!open}>
        <header className="import-header">
          <h2 id="import-title">{say('Import a timesheet')}</h2>
          {closable && (
            <button type="button" className="button quiet close" onClick={close} aria-label={say('Close the import')}>
              <Icon name="close" />
            </button>
          )}
        </header>
        {state.phase === 'running' ? (
          <ImportProgressView state={state} onCancel={cancel} />
        ) : (
          <>
            <DropZone over={over} compact={state.phase !== 'idle'} onFiles={take} />
            <ImportOptions choices={choices} onChange={setChoices} />
          </>
        )}
        <div aria-live="polite">
          {refusal !== undefined && <p className="notice attention">{say(refusal.phrase, { file: refusal.file })}</p>}
          {state.phase === 'cancelled' && (
            <p className="notice">
              {say('The import of {file} was stopped; nothing was changed.', { file: state.file.name })}
            </p>
          )}
          {state.phase === 'done' && (
            <ImportSummary
              result={state.result}
              choices={state.choices}
              fileName={state.file.name}
              onStart={(again) => start(state.file, again)}
            />
          )}
        </div>
        {state.phase === 'failed' && (
          <ErrorNotice
            title={say('{file} could not be imported', { file: state.file.name })}
            failure={state.failure}
            onRetry={() => start(state.file, state.choices)}
          />
        )}
      </section>
    </>
  );
}

/** Brings the panel into view whenever `occasion` changes to something: a file may be dropped far down the page. */
function useShownWhen(occasion: number | false) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (occasion !== false) section.current?.scrollIntoView({ block: 'nearest' });
  }, [occasion]);
  return section;
}

interface Refusal {
  readonly phrase: Phrase;
  readonly file: string;
}

function problemWith(files: readonly File[], running: boolean): Refusal | undefined {
  const [first] = files;
  const refused = (phrase: Phrase): Refusal => ({ phrase, file: first?.name ?? '' });
  if (running) return refused('One file is still being imported; drop the next one when it is done.');
  if (first === undefined) return refused('That was not a file. Drop a CSV file, or choose one.');
  if (files.length > 1) return refused('One file at a time, please: drop them one after the other.');
  return first.size === 0 ? refused('{file} is empty. Export it again from your time clock.') : undefined;
}
