import { entryCauseWords, entryKindWord, type LedgerEntry } from '@esta-logic/client';
import { isNegative, parseRational } from '@esta-logic/shared-types';
import { useState } from 'react';
import { ReceiptLink } from '../decision/receipt-link.tsx';
import { formatHours, readHours } from '../hours/format-hours.ts';
import { Hours } from '../hours/hours.tsx';
import { useWords } from '../words/use-words.tsx';
import { kindsIn, monthsOf, shownEntries, type LedgerMonth } from './ledger-months.ts';

/** Months in the page at first: more are a press away, so that ten years of entries stay quick. */
const MONTHS_AT_FIRST = 12;

/** Every entry, newest first, under its month; one kind of entry can be looked at alone. */
export function LedgerTable({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  const { say, language, count } = useWords();
  const [kind, setKind] = useState('');
  const [months, setMonths] = useState(MONTHS_AT_FIRST);
  const shown = shownEntries(entries, kind);
  const all = monthsOf(shown);
  if (entries.length === 0) return <p className="card law-card">{say('There are no entries: no hours count yet.')}</p>;
  return (
    <div className="card law-card">
      <div className="law-card-header">
        <h3 id="entries-title">{say('Entries')}</h3>
        <label>
          <span className="visually-hidden">{say('Kind of entry')}</span>
          <select className="field" value={kind} onChange={(event) => setKind(event.target.value)}>
            <option value="">{say('All kinds')}</option>
            {kindsIn(entries).map((each) => (
              <option key={each} value={each}>
                {entryKindWord(each, language)}
              </option>
            ))}
          </select>
        </label>
        <span role="status" className="muted">
          {count(shown.length, 'entry', 'entries')}
        </span>
      </div>
      <div className="law-table" tabIndex={0} role="region" aria-labelledby="entries-title">
        <table className="ledger-table">
          <thead>
            <tr>
              <th scope="col">{say('Day')}</th>
              <th scope="col">{say('Entry')}</th>
              <th scope="col" className="number">
                {say('Hours')}
              </th>
              <th scope="col" className="number">
                {say('Balance')}
              </th>
              <th scope="col">{say('Because')}</th>
              <th scope="col">{say('Law')}</th>
            </tr>
          </thead>
          {all.slice(0, months).map((month) => (
            <MonthOfEntries key={month.month} month={month} />
          ))}
        </table>
      </div>
      {all.length > months && (
        <button type="button" className="button" onClick={() => setMonths(all.length)}>
          {say('Show all {months}', { months: count(all.length, 'month', 'months') })}
        </button>
      )}
      <p className="muted pack">{say('Rule pack {pack}', { pack: entries.at(-1)?.pack ?? '' })}</p>
    </div>
  );
}

function MonthOfEntries({ month: { month, entries } }: { readonly month: LedgerMonth }) {
  const { month: monthWords, day, language } = useWords();
  return (
    <tbody>
      <tr className="month-row">
        <th scope="rowgroup" colSpan={6}>
          {monthWords(`${month}-01`, true)}
        </th>
      </tr>
      {entries.map((entry) => (
        <tr key={entry.place}>
          <td className="day">{day(entry.date)}</td>
          <td>
            <span className={`chip entry-${entry.kind}`}>{entryKindWord(entry.kind, language)}</span>
          </td>
          <td className="number">
            <SignedHours text={entry.hours} />
          </td>
          <td className="number">
            <Hours value={readHours(entry.balance)} />
          </td>
          <td>{entryCauseWords(entry, language, (hours) => formatHours(readHours(hours)))}</td>
          <td className="law-cell">
            {entry.citation} <span className="muted">{entry.rule}</span>{' '}
            {entry.receipt !== undefined && <ReceiptLink id={entry.receipt} brief />}
          </td>
        </tr>
      ))}
    </tbody>
  );
}

/** With a plus where hours came in. */
function SignedHours({ text }: { readonly text: string }) {
  const value = parseRational(text);
  return (
    <>
      {value !== undefined && !isNegative(value) && '+'}
      <Hours value={readHours(text)} />
    </>
  );
}
