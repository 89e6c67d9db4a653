import { add, decodeTimeEvents, parseRational, plainDate, rational, toFraction } from '@esta-logic/shared-types';
import type { TimeEvent } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DayHours } from './worked-days.ts';
import { daysOfEvents } from './worked-days.ts';

const layout = { workdays: [1, 2, 3, 4, 5], notBefore: null } as const;

/** Decoded events, as callers have them. */
function events(list: readonly unknown[]): readonly TimeEvent[] {
  const decoded = decodeTimeEvents(list);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.errors));
  return decoded.value;
}

function total(days: readonly DayHours[]): string {
  return toFraction(
    days.reduce((sum, [, hours]) => add(sum, parseRational(String(hours)) ?? rational(0)), rational(0)),
  );
}

describe('events on days', () => {
  test('a week is spread over its workdays, or over those after the hire, or put on the hire itself', () => {
    const week = events([{ type: 'work', weekOf: '2026-01-05', hours: '38.5' }]);
    expect(daysOfEvents(week, layout).days).toEqual(
      ['05', '06', '07', '08', '09'].map((day) => [`2026-01-${day}`, '77/10']),
    );
    const fromThursday = { workdays: layout.workdays, notBefore: plainDate('2026-01-08') };
    expect(daysOfEvents(week, fromThursday).days).toEqual([
      ['2026-01-08', '77/4'],
      ['2026-01-09', '77/4'],
    ]);
    const fromSaturday = { workdays: layout.workdays, notBefore: plainDate('2026-01-10') };
    expect(daysOfEvents(week, fromSaturday).days).toEqual([['2026-01-10', '77/2']]);
  });

  test('an overnight shift is two days, and its break comes off the longer part', () => {
    const shift = {
      type: 'shift',
      start: '2026-01-05T22:00:00-05:00',
      end: '2026-01-06T06:00:00-05:00',
      unpaidBreakMinutes: 30,
    };
    expect(daysOfEvents(events([shift]), layout).days).toEqual([
      ['2026-01-05', '2'],
      ['2026-01-06', '11/2'],
    ]);
  });

  test('use and work are kept apart, several events on a day are added', () => {
    const day = { date: '2026-01-05', hours: '1/3' };
    const found = daysOfEvents(
      events([
        { type: 'use', ...day },
        { type: 'work', ...day },
        { type: 'work', ...day },
      ]),
      layout,
    );
    expect(found).toEqual({ days: [['2026-01-05', '2/3']], uses: [['2026-01-05', '1/3']] });
  });

  test('a shift cut in two at any moment is the same shift', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 36 * 60 - 1 }), (cut) => {
        const at = (minute: number): string =>
          `${new Date(Date.UTC(2026, 0, 5, 20) + minute * 60_000).toISOString().slice(0, 19)}-05:00`;
        const whole = daysOfEvents(events([{ type: 'shift', start: at(0), end: at(36 * 60) }]), layout);
        const parts = events([
          { type: 'shift', start: at(cut), end: at(36 * 60) },
          { type: 'shift', start: at(0), end: at(cut) },
        ]);
        expect(daysOfEvents(parts, layout)).toEqual(whole);
        expect(total(whole.days)).toBe('36');
      }),
    );
  });
});
