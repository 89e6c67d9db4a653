import { isPlainDate, toEpochDay } from '@esta-logic/shared-types';
import type { ChartPoint } from './chart-points.ts';
import { toLength } from '../hours/format-hours.ts';

/** Sizes in CSS pixels. */
export interface ChartBox {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface ChartScale {
  /** Pixel of a point by its place in time. */
  readonly x: (index: number) => number;
  /** Pixel of a number of hours; more hours are higher up. */
  readonly y: (hours: number) => number;
  readonly hourTicks: readonly number[];
  readonly monthTicks: readonly MonthTick[];
  /** Room for one bar. */
  readonly step: number;
}

export interface MonthTick {
  readonly x: number;
  readonly date: string;
  /** The label says the year. */
  readonly startsYear: boolean;
}

/** The use cap is part of the picture unless it is so far up that it would press the curve flat. */
export function scaleOf(points: readonly ChartPoint[], useCap: number | undefined, box: ChartBox): ChartScale {
  const days = points.map((point) => (isPlainDate(point.date) ? toEpochDay(point.date) : 0));
  const first = days[0] ?? 0;
  const span = Math.max(1, (days.at(-1) ?? 1) - first);
  const inner = box.width - box.left - box.right;
  const x = (index: number): number => box.left + (((days[index] ?? first) - first) / span) * inner;
  const highest = Math.max(1, ...points.flatMap(heights));
  const lowest = Math.min(0, ...points.flatMap(heights));
  const hourTicks = niceTicks(
    useCap !== undefined && useCap <= highest * 3 ? Math.max(highest, useCap) : highest,
    lowest,
  );
  const [floor, top] = [hourTicks[0] ?? 0, hourTicks.at(-1) ?? 1];
  const y = (hours: number): number =>
    box.height - box.bottom - ((hours - floor) / (top - floor)) * (box.height - box.top - box.bottom);
  return { x, y, hourTicks, monthTicks: monthTicks(points, x, inner), step: inner / Math.max(1, points.length - 1) };
}

/** The point whose place is closest to a pixel. */
export function nearestPoint(pixel: number, points: number, scale: Pick<ChartScale, 'x'>): number {
  let nearest = 0;
  for (let index = 1; index < points; index += 1) {
    if (Math.abs(scale.x(index) - pixel) < Math.abs(scale.x(nearest) - pixel)) nearest = index;
  }
  return nearest;
}

function heights(point: ChartPoint): number[] {
  return [point.accrued, point.available, point.taken].map((hours) => (hours === undefined ? 0 : toLength(hours)));
}

/** Round steps through zero that reach both ends; more was taken than there was where `lowest` is below zero. */
export function niceTicks(highest: number, lowest = 0): number[] {
  const rough = (highest - lowest) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const below = Math.ceil(-lowest / step - 1e-9);
  const above = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: below + above + 1 }, (_, index) => (index - below) * step);
}

/** The first point of each month, thinned so that labels keep their distance; January and the first one say the year. */
function monthTicks(points: readonly ChartPoint[], x: (index: number) => number, inner: number): MonthTick[] {
  const months = points
    .map((point, index) => ({ month: point.date.slice(0, 7), date: point.date, at: x(index), index }))
    .filter(({ month, index }) => index > 0 && month !== points[index - 1]?.date.slice(0, 7));
  const every = Math.max(1, Math.ceil((months.length * 44) / Math.max(1, inner)));
  const shown = months.filter((_, index) => index % every === 0);
  return shown.map(({ date, at, month }, index) => ({
    x: at,
    date,
    startsYear: index === 0 || startsYear(shown[index - 1]?.month, month),
  }));
}

const startsYear = (before: string | undefined, month: string): boolean => before?.slice(0, 4) !== month.slice(0, 4);
