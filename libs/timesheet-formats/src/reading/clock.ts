import type { PlainDate } from '@esta-logic/shared-types';
import { fromEpochDay } from '@esta-logic/shared-types';
import type { Moment } from '../cells/moment-cell.ts';
import { localText, offsetText, timeText } from '../cells/moment-cell.ts';
import { remembered } from './remembered.ts';

/** A moment placed on the time line. */
export interface PlacedMoment {
  /** Seconds since 1970-01-01, in UTC when the offset is known, else on the wall clock. */
  readonly seconds: number;
  /** As it goes into a row: with the offset when it is known. */
  readonly text: string;
  /** Wall clock to the minute or second, for keys: the same however the offset came to be known. */
  readonly local: string;
  readonly date: PlainDate;
  readonly offsetMinutes: number | undefined;
}

/** Turns wall-clock moments into places on the time line by a time zone port, asking it rarely. */
export interface Clock {
  place(moment: Moment): PlacedMoment;
  readonly knowsZone: boolean;
}

type OffsetPort = (localDateTime: string) => number;

export function createClock(port: OffsetPort | undefined): Clock {
  const clockText = remembered(bothTimes);
  const zoneText = remembered(offsetText);
  const dateOfDay = remembered(fromEpochDay);
  const midnightOffset = remembered((epochDay: number) => port?.(`${dateOfDay(epochDay)}T00:00:00`) ?? 0);
  /** A zone's offset changes at most once a day, so two equal midnights answer for the whole day between them. */
  const offsetAt = (ask: OffsetPort, moment: Moment): number => {
    const before = midnightOffset(moment.epochDay);
    return before === midnightOffset(moment.epochDay + 1) ? before : ask(localText(moment));
  };
  const placed = (moment: Moment, offsetMinutes: number | undefined): PlacedMoment => {
    const epochDay = moment.second === 86_400 ? moment.epochDay + 1 : moment.epochDay;
    const date = dateOfDay(epochDay);
    const time = clockText(moment.second);
    return {
      seconds: moment.epochDay * 86_400 + moment.second - (offsetMinutes ?? 0) * 60,
      text: offsetMinutes === undefined ? `${date}T${time.full}` : `${date}T${time.full}${zoneText(offsetMinutes)}`,
      local: `${date}T${time.short}`,
      ...{ date, offsetMinutes },
    };
  };
  const place = (moment: Moment): PlacedMoment => {
    if (port === undefined) return placed(moment, moment.offsetMinutes);
    if (moment.offsetMinutes === undefined) return placed(moment, offsetAt(port, moment));
    if (moment.offsetMinutes !== 0) return placed(moment, moment.offsetMinutes);
    const local = fromUtc(moment, (wallTime) => offsetAt(port, wallTime));
    return placed(local, local.offsetMinutes);
  };
  return { knowsZone: port !== undefined, place };
}

/** A moment written in UTC, on the employer's wall clock; the second look settles days on which the clock changes. */
function fromUtc(moment: Moment, offsetAt: (local: Moment) => number): Required<Moment> {
  const utc = moment.epochDay * 86_400 + moment.second;
  const offsetMinutes = offsetAt(wall(utc + offsetAt(wall(utc)) * 60));
  return { ...wall(utc + offsetMinutes * 60), offsetMinutes };
}

function wall(seconds: number): Moment {
  const epochDay = Math.floor(seconds / 86_400);
  return { epochDay, second: seconds - epochDay * 86_400 };
}

/** A time of day as rows write it and, shorter where it can be, as keys do. */
function bothTimes(second: number): { readonly full: string; readonly short: string } {
  const full = timeText(second % 86_400);
  return { full, short: full.endsWith(':00') ? full.slice(0, 5) : full };
}
