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
  const [choices, setChoices] = useState(CAREFUL);
  const [refusal, setRefusal] = useState<string>();
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
          Drop the file to import it
        </div>
      )}
      <section ref={section} id="import" className="import card" aria-labelledby="import-title" hidden={!open}>
        <header className="import-header">
          <h2 id="import-title">Import a timesheet</h2>
          {closable && (
            <button type="button" className="button quiet close" onClick={close} aria-label="Close the import">
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
          {refusal !== undefined && <p className="notice attention">{refusal}</p>}
          {state.phase === 'cancelled' && (
            <p className="notice">The import of {state.file.name} was stopped; nothing was changed.</p>
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
            title={`${state.file.name} could not be imported`}
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

function problemWith(files: readonly File[], running: boolean): string | undefined {
  if (running) return 'One file is still being imported; drop the next one when it is done.';
  if (files.length === 0) return 'That was not a file. Drop a CSV file, or choose one.';
  if (files.length > 1) return 'One file at a time, please: drop them one after the other.';
  return files[0]?.size === 0 ? `${files[0].name} is empty. Export it again from your time clock.` : undefined;
}
