import type { RejectedRow } from '@esta-logic/client';
import { Icon } from '../states/icon.tsx';
import { count } from '../words/count.ts';
import { reasonWords } from './reason-words.ts';
import { rejectedCsv } from './rejected-csv.ts';
import { saveFile } from './save-file.ts';

/** Long lists are cut here and whole in the download. */
const SHOWN = 200;

/** The rows that need a correction: where, what is there, and the cure. */
export function RejectedRows({ rows, fileName }: { readonly rows: readonly RejectedRow[]; readonly fileName: string }) {
  const download = (): void => saveFile(`${fileName.replace(/\.\w+$/, '')}-to-correct.csv`, rejectedCsv(rows));
  return (
    <div className="rejected">
      <div className="rejected-header">
        <h4 id="rejected-title">{count(rows.length, 'row')} to correct</h4>
        <button type="button" className="button" onClick={download}>
          <Icon name="download" />
          Download as CSV
        </button>
      </div>
      <div className="rejected-table" tabIndex={0} role="region" aria-labelledby="rejected-title">
        <table>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Column</th>
              <th scope="col">What it says</th>
              <th scope="col">What to do</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row, index) => (
              <tr key={`${row.row} ${row.column} ${index}`}>
                <th scope="row">{row.row}</th>
                <td>{row.column}</td>
                <td>{row.value === '' ? <em className="muted">empty</em> : <code>{row.value}</code>}</td>
                <td>{reasonWords(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > SHOWN && <p className="muted">The first {SHOWN} are shown; the download has all of them.</p>}
    </div>
  );
}
