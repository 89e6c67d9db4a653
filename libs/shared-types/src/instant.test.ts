import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from './instant.ts';
import { elapsedSeconds, parseInstant, secondsByDay } from './instant.ts';

function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`bad instant ${text}`);
  return instant;
}

describe('instants', () => {
  test('agree with Date.parse', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }),
        (date) => {
          const text = date.toISOString();
          expect(at(text).epochSeconds).toBe(Math.floor(date.getTime() / 1000));
          expect(at(text).date).toBe(text.slice(0, 10));
        },
      ),
    );
    expect(at('2025-07-01T08:00-04:00').epochSeconds).toBe(Date.parse('2025-07-01T12:00:00Z') / 1000);
  });

  test('the night the clocks fall back is nine hours, two of them before midnight', () => {
    const start = at('2025-11-01T22:00:00-04:00');
    const end = at('2025-11-02T06:00:00-05:00');
    expect(elapsedSeconds(start, end)).toBe(9 * 3600);
    expect(secondsByDay(start, end)).toEqual([
      { date: '2025-11-01', seconds: 2 * 3600 },
      { date: '2025-11-02', seconds: 7 * 3600 },
    ]);
  });

  test('the night the clocks spring forward is seven hours', () => {
    const [start, end] = [at('2026-03-07T22:00:00-05:00'), at('2026-03-08T06:00:00-04:00')];
    expect(elapsedSeconds(start, end)).toBe(7 * 3600);
    expect(secondsByDay(start, end).map((part) => part.seconds / 3600)).toEqual([2, 5]);
  });

  test('a stretch that begins before the change on its own day has the new midnight', () => {
    const parts = secondsByDay(at('2025-11-02T00:30:00-04:00'), at('2025-11-03T00:30:00-05:00'));
    expect(parts).toEqual([
      { date: '2025-11-02', seconds: 24.5 * 3600 },
      { date: '2025-11-03', seconds: 1800 },
    ]);
  });

  test('parts add up to the whole and are in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), fc.integer({ min: 1, max: 400_000 }), (second, length) => {
        const start = at('2026-05-05T00:00:00-04:00');
        const from = { ...start, secondOfDay: second, epochSeconds: start.epochSeconds + second };
        const endText = new Date((from.epochSeconds + length - 4 * 3600) * 1000).toISOString().slice(0, 19) + '-04:00';
        const parts = secondsByDay(from, at(endText));
        expect(parts.reduce((sum, part) => sum + part.seconds, 0)).toBe(length);
        expect(parts.every((part) => part.seconds <= 86_400)).toBe(true);
      }),
    );
  });

  test.each([
    '2025-11-02T06:00:00',
    '2025-02-29T06:00:00Z',
    '2025-11-02T24:00:00Z',
    '2025-11-02T06:60:00Z',
    '2025-11-02',
    '',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});
