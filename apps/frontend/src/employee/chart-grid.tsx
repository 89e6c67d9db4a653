import type { ChartBox, ChartScale } from './chart-scale.ts';
import { useWords } from '../words/use-words.tsx';

/** Lines across at round hours, and the months along the bottom. */
export function ChartGrid({ box, scale }: { readonly box: ChartBox; readonly scale: ChartScale }) {
  const { month } = useWords();
  const floor = box.height - box.bottom;
  return (
    <g className="grid">
      {scale.hourTicks.map((hours) => (
        <g key={hours}>
          <line x1={box.left} x2={box.width - box.right} y1={scale.y(hours)} y2={scale.y(hours)} />
          <text className="hour-label" x={box.left - 6} y={scale.y(hours) + 4}>
            {hours}
          </text>
        </g>
      ))}
      {scale.monthTicks.map(({ x, date, startsYear }) => (
        <g key={x}>
          <line className="month" x1={x} x2={x} y1={floor} y2={floor + 4} />
          <text className="month-label" x={x} y={box.height - 6}>
            {month(date, false)}
            {startsYear && ` ’${date.slice(2, 4)}`}
          </text>
        </g>
      ))}
    </g>
  );
}
