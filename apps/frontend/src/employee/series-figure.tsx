import { useState } from 'react';
import type { BalanceRow } from '../balances/balance-row.ts';
import { ChartReadout } from './chart-readout.tsx';
import type { ChartPoint } from './chart-points.ts';
import { readingText } from './chart-words.ts';
import { SeriesChart } from './series-chart.tsx';
import { SeriesTable } from './series-table.tsx';
import { useWords } from '../words/use-words.tsx';

/**
 * The picture over time with a reading of one point. The pointer moves the reading, and so does the slider under the
 * picture, which is how the keyboard and screen readers go through the points.
 */
export function SeriesFigure({ points, row }: { readonly points: readonly ChartPoint[]; readonly row: BalanceRow }) {
  const words = useWords();
  const { say } = words;
  const [chosen, setChosen] = useState<number>();
  const last = points.length - 1;
  const index = Math.min(chosen ?? last, last);
  const point = points[index];
  if (point === undefined) return <p className="muted">{say('There are no hours in this period.')}</p>;
  return (
    <figure className="series">
      <ChartReadout point={point} />
      <SeriesChart points={points} row={row} index={index} onPoint={setChosen} />
      <input
        type="range"
        className="scrubber"
        aria-label={say('Day in the chart')}
        aria-valuetext={readingText(point, words)}
        min={0}
        max={last}
        value={index}
        onChange={(event) => setChosen(Number(event.target.value))}
      />
      <details>
        <summary>{say('The same as a table')}</summary>
        <SeriesTable points={points} />
      </details>
    </figure>
  );
}
