/** SVG path through points, to a tenth of a pixel; where `startsAnew` says so, the line is lifted instead of drawn. */
export function linePath(
  points: readonly (readonly [x: number, y: number])[],
  startsAnew: (index: number) => boolean = () => false,
): string {
  return points
    .map(([x, y], index) => `${index === 0 || startsAnew(index) ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('');
}

/** The same line closed down to `floor`. */
export function areaPath(points: readonly (readonly [x: number, y: number])[], floor: number): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  return `${linePath(points)}L${last[0].toFixed(1)} ${floor.toFixed(1)}L${first[0].toFixed(1)} ${floor.toFixed(1)}Z`;
}
