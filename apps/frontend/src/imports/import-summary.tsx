import type { ImportResult } from '@esta-logic/client';
import { Icon } from '../states/icon.tsx';
import { count } from '../words/count.ts';
import { type ImportChoices, outcomeOf } from './import-state.ts';
import { outcomeWords } from './outcome-words.ts';
import { RejectedRows } from './rejected-rows.tsx';

interface Props {
  readonly result: ImportResult;
  readonly choices: ImportChoices;
  readonly fileName: string;
  /** Imports the same file again with other choices. */
  readonly onStart: (choices: ImportChoices) => void;
}

/** What became of a file: in one line, how it was read, which rows need a correction, and what to do next. */
export function ImportSummary({ result, choices, fileName, onStart }: Props) {
  const outcome = outcomeOf(result, choices);
  const words = outcomeWords(outcome, result);
  const importable = outcome === 'checked' && result.accepted > 0;
  // With bad rows skipped already, a refusal means that no row was good.
  const othersImportable = outcome === 'refused' && result.rejected.length > 0 && !choices.skipBadRows;
  return (
    <div className={`import-summary ${words.tone}`}>
      <h3>
        <Icon name={words.tone === 'attention' ? 'alert' : 'check'} />
        {words.title}
      </h3>
      <p>{words.advice}</p>
      <div className="actions">
        {importable && (
          <button type="button" className="button primary" onClick={() => onStart({ ...choices, dryRun: false })}>
            Import {count(result.accepted, 'row')} now
          </button>
        )}
        {othersImportable && (
          <button type="button" className="button" onClick={() => onStart({ dryRun: false, skipBadRows: true })}>
            Import the other rows
          </button>
        )}
      </div>
      <p className="reading">
        <Icon name="file" />
        <span>
          <strong>{fileName}</strong>
          <br />
          {outcome !== 'unreadable' && result.description}
        </span>
      </p>
      {outcome !== 'refused' && outcome !== 'unreadable' && <ImportFigures result={result} />}
      {result.notes.length > 0 && (
        <ul className="notes">
          {result.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {outcome !== 'unreadable' && result.rejected.length > 0 && (
        <RejectedRows rows={result.rejected} fileName={fileName} />
      )}
    </div>
  );
}

function ImportFigures({ result }: { readonly result: ImportResult }) {
  const figures = [
    count(result.employees, 'employee'),
    ...(result.shifts > 0 ? [count(result.shifts, 'new entry', 'new entries')] : []),
    ...(result.duplicates > 0 ? [`${count(result.duplicates, 'row')} already imported`] : []),
  ];
  return <p className="muted">{figures.join(' · ')}</p>;
}
