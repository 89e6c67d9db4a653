import { compare } from '@esta-logic/shared-types';
import { type PointerEvent, useMemo } from 'react';
import type { BalanceRow } from '../balances/balance-row.ts';
import { toLength } from '../hours/format-hours.ts';
import { ChartGrid } from './chart-grid.tsx';
import { areaPath, linePath } from './chart-path.ts';
import type { ChartPoint } from './chart-points.ts';
import { type ChartBox, type ChartScale, nearestPoint, scaleOf } from './chart-scale.ts';
import { pictureText } from './chart-words.ts';
import { useWidth } from './use-width.ts';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly points: readonly ChartPoint[];
  readonly row: BalanceRow;
  /** The point that is being read. */
  readonly index: number;
  readonly onPoint: (index: number) => void;
}

const HEIGHT = 220;

/** Available and accrued hours as lines, hours taken as bars, the use cap as a dashed line. Hours are drawn, never calculated, here. */
export function SeriesChart({ points, row, index, onPoint }: Props) {
  const words = useWords();
  const [frame, width] = useWidth<HTMLDivElement>(400);
  const box = useMemo((): ChartBox => ({ width, height: HEIGHT, left: 30, right: 8, top: 12, bottom: 24 }), [width]);
  const cap = row.useCap === undefined ? undefined : toLength(row.useCap);
  const scale = useMemo(() => scaleOf(points, cap, box), [points, cap, box]);
  const read = (event: PointerEvent<SVGSVGElement>): void =>
    onPoint(nearestPoint(event.clientX - event.currentTarget.getBoundingClientRect().left, points.length, scale));
  return (
    <div ref={frame} className="chart-frame">
      <svg
        className="chart"
        role="img"
        aria-label={pictureText(points, row.name || row.id, words)}
        width={width}
        height={HEIGHT}
        onPointerMove={read}
        onPointerDown={read}
      >
        <ChartGrid box={box} scale={scale} />
        <Bars points={points} scale={scale} />
        <Lines points={points} scale={scale} />
        {cap !== undefined && <CapLine cap={cap} box={box} scale={scale} />}
        <Cursor point={points[index]} x={scale.x(index)} box={box} scale={scale} />
      </svg>
    </div>
  );
}

function Bars({ points, scale }: { readonly points: readonly ChartPoint[]; readonly scale: ChartScale }) {
  const width = Math.max(2, Math.min(14, scale.step * 0.6));
  return points.map(({ taken, date }, index) => {
    const hours = taken === undefined ? 0 : toLength(taken);
    if (hours === 0) return null;
    return (
      <rect
        key={date}
        className="bar"
        x={scale.x(index) - width / 2}
        y={scale.y(hours)}
        width={width}
        height={scale.y(0) - scale.y(hours)}
        rx={1.5}
      />
    );
  });
}

function Lines({ points, scale }: { readonly points: readonly ChartPoint[]; readonly scale: ChartScale }) {
  const place = (of: (point: ChartPoint) => ChartPoint['accrued']) =>
    points.map((point, index) => [scale.x(index), scale.y(toLength(of(point)))] as const);
  const available = place((point) => point.available);
  return (
    <>
      <path className="area" d={areaPath(available, scale.y(0))} />
      <path
        className="line accrued"
        d={linePath(
          place((point) => point.accrued),
          (index) => startsYear(points, index),
        )}
      />
      <path className="line available" d={linePath(available)} />
    </>
  );
}

/** Accrued hours only ever grow within a benefit year: where there are fewer, a new year has begun. */
function startsYear(points: readonly ChartPoint[], index: number): boolean {
  const [before, now] = [points[index - 1], points[index]];
  return before !== undefined && now !== undefined && compare(now.accrued, before.accrued) < 0;
}

/** A cap far above the curve is left out of the picture: it would press the curve flat. */
function CapLine({ cap, box, scale }: { readonly cap: number; readonly box: ChartBox; readonly scale: ChartScale }) {
  const { say } = useWords();
  if (cap > (scale.hourTicks.at(-1) ?? 0)) return null;
  const y = scale.y(cap);
  return (
    <g className="cap">
      <line x1={box.left} x2={box.width - box.right} y1={y} y2={y} />
      <text x={box.left + 4} y={y - 4}>
        {say('Use cap {hours}', { hours: cap })}
      </text>
    </g>
  );
}

interface CursorProps {
  readonly point: ChartPoint | undefined;
  readonly x: number;
  readonly box: ChartBox;
  readonly scale: ChartScale;
}

function Cursor({ point, x, box, scale }: CursorProps) {
  if (point === undefined) return null;
  return (
    <g className="cursor">
      <line x1={x} x2={x} y1={box.top} y2={box.height - box.bottom} />
      <circle className="accrued" cx={x} cy={scale.y(toLength(point.accrued))} r={3} />
      <circle className="available" cx={x} cy={scale.y(toLength(point.available))} r={4} />
    </g>
  );
}
