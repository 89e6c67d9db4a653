import type { RejectedRow } from '@esta-logic/client';
import { Icon } from '../states/icon.tsx';
import { reasonWords } from './reason-words.ts';
import { rejectedCsv } from './rejected-csv.ts';
import { saveFile } from './save-file.ts';
import { useWords } from '../words/use-words.tsx';

/** Long lists are cut here and whole in the download. */
const SHOWN = 200;

/** The rows that need a correction: where, what is there, and the cure. */
export function RejectedRows({ rows, fileName }: { readonly rows: readonly RejectedRow[]; readonly fileName: string }) {
  const { say, count } = useWords();
  const download = (): void => saveFile(`${fileName.replace(/\.\w+$/, '')}-to-correct.csv`, rejectedCsv(rows));
  return (
    <div className="rejected">
      <div className="rejected-header">
        <h4 id="rejected-title">{say('{rows} to correct', { rows: count(rows.length, 'row', 'rows') })}</h4>
        <button type="button" className="button" onClick={download}>
          <Icon name="download" />
          {say('Download as CSV')}
        </button>
      </div>
      <div className="rejected-table" tabIndex={0} role="region" aria-labelledby="rejected-title">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('Row')}</th>
              <th scope="col">{say('Column')}</th>
              <th scope="col">{say('What it says')}</th>
              <th scope="col">{say('What to do')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row, index) => (
              <tr key={`${row.row} ${row.column} ${index}`}>
                <th scope="row">{row.row}</th>
                <td>{row.column}</td>
                <td>{row.value === '' ? <em className="muted">{say('empty')}</em> : <code>{row.value}</code>}</td>
                <td>{reasonWords(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > SHOWN && (
        <p className="muted">{say('The first {n} are shown; the download has all of them.', { n: SHOWN })}</p>
      )}
    </div>
  );
}
