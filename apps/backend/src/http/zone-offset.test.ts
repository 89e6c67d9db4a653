import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateInZone } from './today.ts';
import { offsetsOf } from './zone-offset.ts';

describe('offsetsOf', () => {
  it.each([
    ['2026-01-05T09:00:00', -300],
    ['2026-07-05T09:00:00', -240],
    ['2026-03-08T01:59:00', -300],
    ['2026-03-08T03:00:00', -240],
    ['2026-11-01T00:30:00', -240],
    ['2026-11-01T02:00:00', -300],
  ])('knows Detroit at %s', (local, minutes) => {
    expect(offsetsOf('America/Detroit')(local)).toBe(minutes);
  });

  it('takes the earlier of two and the offset before a gap', () => {
    expect(offsetsOf('America/Detroit')('2026-11-01T01:30:00')).toBe(-240);
    expect(offsetsOf('America/Detroit')('2026-03-08T02:30:00')).toBe(-300);
  });

  it('agrees with Temporal in every zone, where the engine has it', () => {
    // ECMAScript 2026; not in the TypeScript library yet.
    const temporal = (
      globalThis as unknown as {
        Temporal: {
          PlainDateTime: { from(text: string): { toZonedDateTime(zone: string): { offsetNanoseconds: number } } };
        };
      }
    ).Temporal;
    const zones = [
      'America/Detroit',
      'America/St_Johns',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
    ];
    const offsets = new Map(zones.map((zone) => [zone, offsetsOf(zone)]));
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 366 * 24 * 4 }), (zone, quarter) => {
        const local = new Date(Date.UTC(2026, 0, 1) + quarter * 900_000).toISOString().slice(0, 19);
        // Temporal's "compatible" takes the offset before a gap to mean the later time: the same offset as here.
        const expected = temporal.PlainDateTime.from(local).toZonedDateTime(zone).offsetNanoseconds / 60e9;
        const inGap = offsets.get(zone)!(local) !== expected;
        if (inGap) expect(isSkipped(local, zone)).toBe(true);
      }),
    );
  });
});

/** No instant shows this wall time in the zone. */
function isSkipped(local: string, zone: string): boolean {
  const wall = Date.parse(`${local}Z`);
  const time = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  for (let minutes = -14 * 60; minutes <= 14 * 60; minutes += 15) {
    const instant = wall - minutes * 60_000;
    if (dateInZone(instant, zone) === local.slice(0, 10) && time.format(instant) === local.slice(11, 16)) return false;
  }
  return true;
}
