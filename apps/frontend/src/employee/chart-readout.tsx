import { Hours } from '../hours/hours.tsx';
import type { ChartPoint } from './chart-points.ts';
import { useWords } from '../words/use-words.tsx';

/** The values at the chosen day; at the same time the key to the colours. */
export function ChartReadout({ point }: { readonly point: ChartPoint }) {
  const { say, date } = useWords();
  return (
    <div className="readout">
      <span className="readout-date">{date(point.date)}</span>
      <span className="key available">
        {say('Available')} <Hours value={point.available} />
      </span>
      <span className="key accrued">
        {say('Accrued')} <Hours value={point.accrued} />
      </span>
      <span className="key taken">
        {say('Taken')} {point.taken === undefined ? '–' : <Hours value={point.taken} />}
      </span>
    </div>
  );
}
