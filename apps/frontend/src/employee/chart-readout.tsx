import { formatDate } from '../dates/format-date.ts';
import { Hours } from '../hours/hours.tsx';
import type { ChartPoint } from './chart-points.ts';

/** The values at the chosen day; at the same time the key to the colours. */
export function ChartReadout({ point }: { readonly point: ChartPoint }) {
  return (
    <div className="readout">
      <span className="readout-date">{formatDate(point.date)}</span>
      <span className="key available">
        Available <Hours value={point.available} />
      </span>
      <span className="key accrued">
        Accrued <Hours value={point.accrued} />
      </span>
      <span className="key taken">Taken {point.taken === undefined ? '–' : <Hours value={point.taken} />}</span>
    </div>
  );
}
