import type { LedgerYear } from '@esta-logic/client';
import { Hours } from '../hours/hours.tsx';
import { readHours } from '../hours/format-hours.ts';
import { useWords } from '../words/use-words.tsx';
import type { Phrase } from '../words/words.ts';

interface Sum {
  readonly title: Phrase;
  readonly of: (year: LedgerYear) => string;
  /** Left out where there is little room. */
  readonly wideOnly: boolean;
}

const SUMS: readonly Sum[] = [
  { title: 'Worked', of: (year) => year.hoursWorked, wideOnly: true },
  { title: 'Carried in', of: (year) => year.carriedIn, wideOnly: true },
  { title: 'Accrued', of: (year) => year.accrued, wideOnly: false },
  { title: 'Adjusted', of: (year) => year.adjusted, wideOnly: true },
  { title: 'Used', of: (year) => year.used, wideOnly: false },
  { title: 'Balance', of: (year) => year.balance, wideOnly: false },
];

const classOf = (wideOnly: boolean): string => (wideOnly ? 'number wide-only' : 'number');

/** Each benefit year in a line, the newest first: what came in, what was taken, what it closed with. */
export function YearSums({ years }: { readonly years: readonly LedgerYear[] }) {
  const { say } = useWords();
  if (years.length === 0) return null;
  return (
    <div className="card law-card">
      <h3 id="years-title">{say('Benefit years')}</h3>
      <div className="law-table" tabIndex={0} role="region" aria-labelledby="years-title">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('Year')}</th>
              {SUMS.map(({ title, wideOnly }) => (
                <th key={title} scope="col" className={classOf(wideOnly)}>
                  {say(title)}
                </th>
              ))}
              <th scope="col" className="number">
                {say('Carried out')}
              </th>
              <th scope="col" className="number wide-only">
                {say('Lapsed')}
              </th>
            </tr>
          </thead>
          <tbody>
            {years.toReversed().map((year) => (
              <Year key={year.start} year={year} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Year({ year }: { readonly year: LedgerYear }) {
  const { say, date } = useWords();
  return (
    <tr>
      <th scope="row">
        {year.year}
        <span className="muted small wide-only">
          {date(year.start)} – {date(year.end)}
        </span>
      </th>
      {SUMS.map(({ title, of, wideOnly }) => (
        <td key={title} className={classOf(wideOnly)}>
          <Hours value={readHours(of(year))} />
        </td>
      ))}
      <td className="number">
        {year.carriedOut === null ? (
          <span className="muted">{say('open')}</span>
        ) : (
          <Hours value={readHours(year.carriedOut)} />
        )}
      </td>
      <td className="number wide-only">{year.carriedOut !== null && <Hours value={readHours(year.forfeited)} />}</td>
    </tr>
  );
}
