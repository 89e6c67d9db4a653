import type { SeriesPoint } from '@esta-logic/client';
import { toFraction } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaPath, linePath } from './chart-path.ts';
import { toChartPoints } from './chart-points.ts';
import { nearestPoint, niceTicks, scaleOf } from './chart-scale.ts';

const point = (date: string, used: string, available = '10'): SeriesPoint => ({
  date,
  hoursWorked: '300',
  accrued: '10',
  used,
  available,
});
const YEAR = ['2025-11-30', '2025-12-31', '2026-01-31', '2026-02-28'];
const BOX = { width: 400, height: 220, left: 30, right: 8, top: 12, bottom: 24 };

test('bars are what was taken since the point before, also over the start of a benefit year', () => {
  const taken = toChartPoints([
    point(YEAR[0] ?? '', '8'),
    point(YEAR[1] ?? '', '47/4'),
    point(YEAR[2] ?? '', '3'),
    point(YEAR[3] ?? '', '3'),
  ]);
  expect(taken.map((one) => one.taken && toFraction(one.taken))).toEqual([undefined, '15/4', '3', '0']);
});

test('everything that is drawn lies inside the picture', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -900, max: 5000 }), { minLength: 1, maxLength: 60 }),
      fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
      (hours, cap) => {
        const points = toChartPoints(
          hours.map((n, index) => point(`2026-01-${String((index % 28) + 1).padStart(2, '0')}`, '0', `${n}/7`)),
        );
        const scale = scaleOf(points, cap, BOX);
        for (const [index, n] of hours.entries()) {
          expect(scale.y(n / 7)).toBeGreaterThanOrEqual(BOX.top - 1e-6);
          expect(scale.y(n / 7)).toBeLessThanOrEqual(BOX.height - BOX.bottom + 1e-6);
          expect(Number.isFinite(scale.x(index))).toBe(true);
        }
      },
    ),
  );
});

test('ticks are round, start at zero and reach the highest value', () => {
  expect(niceTicks(72)).toEqual([0, 20, 40, 60, 80]);
  expect(niceTicks(1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(niceTicks(60, -4)).toEqual([-20, 0, 20, 40, 60]);
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 1e6, noNaN: true }), (highest) => {
      const ticks = niceTicks(highest);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
      expect(ticks.length).toBeLessThanOrEqual(6);
    }),
  );
});

test('a cap far above the curve does not press it flat', () => {
  const points = toChartPoints([point('2026-01-01', '0', '2'), point('2026-02-01', '0', '3')]);
  expect(scaleOf(points, 72, BOX).hourTicks.at(-1)).toBeLessThan(72);
  expect(scaleOf(points, 12, BOX).hourTicks.at(-1)).toBeGreaterThanOrEqual(12);
});

test('the pointer reads the nearest point', () => {
  const x = (index: number): number => index * 10;
  expect([-50, 4, 6, 1000].map((pixel) => nearestPoint(pixel, 5, { x }))).toEqual([0, 0, 1, 4]);
});

test('a line is lifted where a year starts, and an area is closed', () => {
  expect(linePath([[0, 1], [2, 3], [4, 5]], (index) => index === 2)).toBe('M0.0 1.0L2.0 3.0M4.0 5.0'); // prettier-ignore
  expect(areaPath([[0, 1], [2, 3]], 9)).toBe('M0.0 1.0L2.0 3.0L2.0 9.0L0.0 9.0Z'); // prettier-ignore
  expect(areaPath([], 9)).toBe('');
});
