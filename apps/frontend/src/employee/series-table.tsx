import { Hours } from '../hours/hours.tsx';
import type { ChartPoint } from './chart-points.ts';
import { useWords } from '../words/use-words.tsx';

/** The points of the chart as text, newest first. */
export function SeriesTable({ points }: { readonly points: readonly ChartPoint[] }) {
  const { say, date } = useWords();
  return (
    <div className="series-table" tabIndex={0} role="region" aria-label={say('Points of the chart')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('Day')}</th>
            <th scope="col">{say('Worked')}</th>
            <th scope="col">{say('Accrued')}</th>
            <th scope="col">{say('Taken')}</th>
            <th scope="col">{say('Available')}</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.date}>
              <th scope="row">{date(point.date)}</th>
              <td className="number">
                <Hours value={point.hoursWorked} />
              </td>
              <td className="number">
                <Hours value={point.accrued} />
              </td>
              <td className="number">{point.taken === undefined ? '–' : <Hours value={point.taken} />}</td>
              <td className="number">
                <Hours value={point.available} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
