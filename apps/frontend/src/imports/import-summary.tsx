import type { ImportResult } from '@esta-logic/client';
import { Icon } from '../states/icon.tsx';
import { type ImportChoices, outcomeOf } from './import-state.ts';
import { outcomeWords } from './outcome-words.ts';
import { RejectedRows } from './rejected-rows.tsx';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly result: ImportResult;
  readonly choices: ImportChoices;
  readonly fileName: string;
  /** Imports the same file again with other choices. */
  readonly onStart: (choices: ImportChoices) => void;
}

/** What became of a file: in one line, how it was read, which rows need a correction, and what to do next. */
export function ImportSummary({ result, choices, fileName, onStart }: Props) {
  const words = useWords();
  const { say, count } = words;
  const outcome = outcomeOf(result, choices);
  const said = outcomeWords(outcome, result, words);
  const importable = outcome === 'checked' && result.accepted > 0;
  // With bad rows skipped already, a refusal means that no row was good.
  const othersImportable = outcome === 'refused' && result.rejected.length > 0 && !choices.skipBadRows;
  return (
    <div className={`import-summary ${said.tone}`}>
      <h3>
        <Icon name={said.tone === 'attention' ? 'alert' : 'check'} />
        {said.title}
      </h3>
      <p>{said.advice}</p>
      <div className="actions">
        {importable && (
          <button type="button" className="button primary" onClick={() => onStart({ ...choices, dryRun: false })}>
            {say('Import {rows} now', { rows: count(result.accepted, 'row', 'rows') })}
          </button>
        )}
        {othersImportable && (
          <button type="button" className="button" onClick={() => onStart({ dryRun: false, skipBadRows: true })}>
            {say('Import the other rows')}
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
  const { say, count } = useWords();
  const figures = [
    count(result.employees, 'employee', 'employees'),
    ...(result.shifts > 0 ? [count(result.shifts, 'new entry', 'new entries')] : []),
    ...(result.duplicates > 0
      ? [say('{rows} already imported', { rows: count(result.duplicates, 'row', 'rows') })]
      : []),
    ...((result.healed ?? 0) > 0
      ? [say('hours of an earlier import that had not reached the balances are counted now')]
      : []),
  ];
  return <p className="muted">{figures.join(' · ')}</p>;
}
