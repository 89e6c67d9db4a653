import { formatHours } from '../hours/format-hours.ts';
import type { Words } from '../words/words.ts';
import type { ChartPoint } from './chart-points.ts';

/** One point in words. */
export function readingText(point: ChartPoint, { say, date }: Words): string {
  const reading = say('{date}: {available} hours available, {accrued} accrued', {
    date: date(point.date),
    available: formatHours(point.available),
    accrued: formatHours(point.accrued),
  });
  return point.taken === undefined
    ? reading
    : `${reading}, ${say('{hours} taken', { hours: formatHours(point.taken) })}`;
}

/** The whole picture in words, for those who do not see it. */
export function pictureText(points: readonly ChartPoint[], name: string, { say, date }: Words): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return say('No history for {name}.', { name });
  return say(
    'Sick time of {name} from {from} to {to}. Available went from {first} to {last} hours. The slider below reads single days, and the table below has all of them.',
    {
      name,
      from: date(first.date),
      to: date(last.date),
      first: formatHours(first.available),
      last: formatHours(last.available),
    },
  );
}
