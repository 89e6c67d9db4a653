import type { Instant } from './instant.ts';
import type { PlainDate } from './plain-date.ts';
import { dateParts, fromEpochDay, toEpochDay, weekdayOfEpochDay } from './plain-date.ts';

/**
 * The wall clocks of the United States, for hosts that carry no zone tables: minutes east of UTC in winter, and whether
 * clocks change. They change at 02:00 on the second Sunday of March and on the first Sunday of November (15 USC 260a,
 * in force since 2007, before any sick-leave law that a pack holds).
 */
export interface UsZone {
  readonly winterMinutes: number;
  readonly changes: boolean;
}

const zone = (winterHours: number, changes = true): UsZone => ({ winterMinutes: winterHours * 60, changes });

const EASTERN = zone(-5);
const CENTRAL = zone(-6);
const MOUNTAIN = zone(-7);
const PACIFIC = zone(-8);
const ALASKA = zone(-9);

const ZONES: ReadonlyMap<string, UsZone> = new Map([
  ['America/Detroit', EASTERN],
  ['America/New_York', EASTERN],
  ['America/Indiana/Indianapolis', EASTERN],
  ['America/Kentucky/Louisville', EASTERN],
  ['US/Michigan', EASTERN],
  ['US/Eastern', EASTERN],
  ['America/Menominee', CENTRAL],
  ['America/Chicago', CENTRAL],
  ['US/Central', CENTRAL],
  ['America/Denver', MOUNTAIN],
  ['America/Boise', MOUNTAIN],
  ['US/Mountain', MOUNTAIN],
  ['America/Phoenix', zone(-7, false)],
  ['America/Los_Angeles', PACIFIC],
  ['US/Pacific', PACIFIC],
  ['America/Anchorage', ALASKA],
  ['America/Juneau', ALASKA],
  ['America/Adak', zone(-10)],
  ['Pacific/Honolulu', zone(-10, false)],
  ['America/Puerto_Rico', zone(-4, false)],
  ['America/St_Thomas', zone(-4, false)],
  ['Pacific/Guam', zone(10, false)],
  ['Pacific/Pago_Pago', zone(-11, false)],
]);

/** The zone of an IANA name; undefined for one outside the country. */
export function usZone(name: string): UsZone | undefined {
  return ZONES.get(name);
}

const SECONDS_PER_DAY = 86_400;
const SUNDAY = 7;

/** Epoch second of 02:00 winter time on the first Sunday from `MM-DD` on. */
function changeOn(year: number, monthDay: string, { winterMinutes }: UsZone): number {
  const day = toEpochDay(`${year}-${monthDay}` as PlainDate);
  return (day + SUNDAY - weekdayOfEpochDay(day)) * SECONDS_PER_DAY + 2 * 3600 - winterMinutes * 60;
}

/** Minutes east of UTC that the zone's clocks show at a moment. */
function offsetAt(epochSeconds: number, of: UsZone): number {
  if (!of.changes) return of.winterMinutes;
  const { year } = dateParts(fromEpochDay(Math.floor((epochSeconds + of.winterMinutes * 60) / SECONDS_PER_DAY)));
  // In November 02:00 of summer time is an hour before 02:00 of winter time.
  const summer = epochSeconds >= changeOn(year, '03-08', of) && epochSeconds < changeOn(year, '11-01', of) - 3600;
  return of.winterMinutes + (summer ? 60 : 0);
}

/** The same moment as the zone's wall clocks show it. */
export function instantIn(of: UsZone, instant: Instant): Instant {
  const offsetMinutes = offsetAt(instant.epochSeconds, of);
  if (offsetMinutes === instant.offsetMinutes) return instant;
  const local = instant.epochSeconds + offsetMinutes * 60;
  const day = Math.floor(local / SECONDS_PER_DAY);
  return { ...instant, offsetMinutes, date: fromEpochDay(day), secondOfDay: local - day * SECONDS_PER_DAY };
}
