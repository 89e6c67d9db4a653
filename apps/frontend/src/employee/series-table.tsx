import { formatDate } from '../dates/format-date.ts';
import { Hours } from '../hours/hours.tsx';
import type { ChartPoint } from './chart-points.ts';

/** The points of the chart as text, newest first. */
export function SeriesTable({ points }: { readonly points: readonly ChartPoint[] }) {
  return (
    <div className="series-table" tabIndex={0} role="region" aria-label="Points of the chart">
      <table>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Worked</th>
            <th scope="col">Accrued</th>
            <th scope="col">Taken</th>
            <th scope="col">Available</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.date}>
              <th scope="row">{formatDate(point.date)}</th>
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
