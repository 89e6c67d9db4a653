import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from './instant.ts';
import { parseInstant } from './instant.ts';
import { instantIn, usZone } from './us-zones.ts';

const NAMES = [
  'America/Detroit',
  'America/Menominee',
  'America/Phoenix',
  'America/Los_Angeles',
  'Pacific/Honolulu',
  'Pacific/Guam',
];

function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(text);
  return instant;
}

describe('wall clocks of the United States', () => {
  test.each(NAMES)('%s shows what the zone tables of the host show', (name) => {
    const zone = usZone(name);
    if (zone === undefined) throw new Error(name);
    const parts = {
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    } as const;
    const format = new Intl.DateTimeFormat('sv-SE', { ...parts, timeZone: name });
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2015, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 }),
        (epochSeconds) => {
          const moment = at(new Date(epochSeconds * 1000).toISOString());
          const { date, secondOfDay } = instantIn(zone, moment);
          const clock = new Date(secondOfDay * 1000).toISOString().slice(11, 19);
          expect(`${date} ${clock}`).toBe(format.format(new Date(epochSeconds * 1000)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    ['2025-03-09T06:59:59Z', '2025-03-09', '01:59:59', -300],
    ['2025-03-09T07:00:00Z', '2025-03-09', '03:00:00', -240],
    ['2025-11-02T05:59:59Z', '2025-11-02', '01:59:59', -240],
    ['2025-11-02T06:00:00Z', '2025-11-02', '01:00:00', -300],
    ['2026-01-01T04:59:59Z', '2025-12-31', '23:59:59', -300],
  ])('%s in Detroit', (text, date, clock, offsetMinutes) => {
    const zone = usZone('America/Detroit');
    const instant = zone === undefined ? undefined : instantIn(zone, at(text));
    expect(instant).toMatchObject({ date, offsetMinutes, epochSeconds: at(text).epochSeconds });
    expect(new Date((instant?.secondOfDay ?? 0) * 1000).toISOString().slice(11, 19)).toBe(clock);
  });

  test('zones of other countries are not known', () => expect(usZone('Europe/Berlin')).toBeUndefined());
});
