import type { YearEndLine } from '@esta-logic/client';
import { isZero } from '@esta-logic/shared-types';
import { useMemo, useState } from 'react';
import { readHours } from '../hours/format-hours.ts';
import { Hours } from '../hours/hours.tsx';
import { addressOf } from '../navigation/place.ts';
import { useWords } from '../words/use-words.tsx';
import { inOrderOfLoss, sumsOf } from './year-end-sums.ts';

/** Rows in the page at first: a whole company is a press away. */
const ROWS_AT_FIRST = 100;

export function YearEndTable({
  lines,
  preview,
}: {
  readonly lines: readonly YearEndLine[];
  readonly preview: boolean;
}) {
  const { say, date, count } = useWords();
  const [rows, setRows] = useState(ROWS_AT_FIRST);
  const sorted = useMemo(() => inOrderOfLoss(lines), [lines]);
  const sums = useMemo(() => sumsOf(lines), [lines]);
  const grants = lines.some(({ nextGrant }) => nextGrant !== null);
  return (
    <div className="card law-card">
      <h3 id="year-end-title">
        {preview ? say('Preview') : say('Closed')} · {count(lines.length, 'employee', 'employees')}
      </h3>
      <p className={sums.losing === 0 ? 'muted' : 'losing'}>
        {sums.losing === 0
          ? say('No hours lapse.')
          : say('Hours lapse for {employees}, listed first.', {
              employees: count(sums.losing, 'employee', 'employees'),
            })}
      </p>
      <div className="law-table" tabIndex={0} role="region" aria-labelledby="year-end-title">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('Employee')}</th>
              <th scope="col" className="wide-only">
                {say('Year ends')}
              </th>
              {(['Balance', 'Carries over', 'Lapses'] as const).map((title) => (
                <th key={title} scope="col" className={title === 'Balance' ? 'number wide-only' : 'number'}>
                  {say(title)}
                </th>
              ))}
              {grants && (
                <th scope="col" className="number">
                  {say('Next grant')}
                </th>
              )}
              <th scope="col" className="wide-only">
                {say('Closed on')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, rows).map((line) => (
              <Line key={line.employee} line={line} grants={grants} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                {say('Sum of {employees}', { employees: count(lines.length, 'employee', 'employees') })}
              </th>
              <td className="wide-only" />
              {[sums.balance, sums.carried, sums.forfeited].map((hours, place) => (
                <td key={place} className={place === 0 ? 'number wide-only' : 'number'}>
                  <Hours value={hours} />
                </td>
              ))}
              {grants && <td />}
              <td className="wide-only" />
            </tr>
          </tfoot>
        </table>
      </div>
      {sorted.length > rows && (
        <button type="button" className="button" onClick={() => setRows(sorted.length)}>
          {say('Show all {employees}', { employees: count(sorted.length, 'employee', 'employees') })}
        </button>
      )}
      <p className="muted">
        {say('Law')}: {lines[0]?.citations.join(' · ')} ·{' '}
        {say('Years end by {date} at the latest', { date: date(latest(lines)) })}
      </p>
    </div>
  );
}

const latest = (lines: readonly YearEndLine[]): string =>
  lines.reduce((last, { end }) => (end > last ? end : last), '');

function Line({ line, grants }: { readonly line: YearEndLine; readonly grants: boolean }) {
  const { say, date } = useWords();
  const lapses = readHours(line.forfeited);
  return (
    <tr>
      <th scope="row">
        <a href={addressOf({ view: 'ledger', employee: line.employee })}>{line.name ?? line.employee}</a>
        {line.name !== undefined && <span className="employee-id"> {line.employee}</span>}
      </th>
      <td className="wide-only">{date(line.end)}</td>
      <td className="number wide-only">
        <Hours value={readHours(line.balance)} />
      </td>
      <td className="number">
        <Hours value={readHours(line.carried)} />
      </td>
      <td className={isZero(lapses) ? 'number zero' : 'number lapses'}>
        <Hours value={lapses} />
      </td>
      {grants && <td className="number">{line.nextGrant !== null && <Hours value={readHours(line.nextGrant)} />}</td>}
      <td className="wide-only">
        {line.closedOn === null ? <span className="muted">{say('open')}</span> : date(line.closedOn)}
      </td>
    </tr>
  );
}
