import { fromEpochDay } from '@esta-logic/shared-types';
import type { Moment } from '../cells/moment-cell.ts';
import { instantText, localText } from '../cells/moment-cell.ts';

/** A moment placed on the time line. */
export interface PlacedMoment {
  /** Seconds since 1970-01-01, in UTC when the offset is known, else on the wall clock. */
  readonly seconds: number;
  /** As it goes into a row: with the offset when it is known. */
  readonly text: string;
  /** Wall clock to the minute or second, for keys: the same however the offset came to be known. */
  readonly local: string;
  readonly epochDay: number;
  readonly offsetMinutes: number | undefined;
}

/** Turns wall-clock moments into places on the time line by a time zone port, asking it rarely. */
export interface Clock {
  place(moment: Moment): PlacedMoment;
  readonly knowsZone: boolean;
}

type OffsetPort = (localDateTime: string) => number;

export function createClock(port: OffsetPort | undefined): Clock {
  const dayOffsets = new Map<number, number>();
  const dayOffset = (ask: OffsetPort, epochDay: number): number => {
    let offset = dayOffsets.get(epochDay);
    if (offset === undefined) {
      offset = ask(`${fromEpochDay(epochDay)}T00:00:00`);
      dayOffsets.set(epochDay, offset);
    }
    return offset;
  };
  /** A zone's offset changes at most once a day, so two equal midnights answer for the whole day between them. */
  const offsetAt = (ask: OffsetPort, moment: Moment): number => {
    const before = dayOffset(ask, moment.epochDay);
    return before === dayOffset(ask, moment.epochDay + 1) ? before : ask(localText(moment));
  };
  return {
    knowsZone: port !== undefined,
    place(moment) {
      if (port === undefined) return placed(moment, moment.offsetMinutes);
      if (moment.offsetMinutes === undefined) return placed(moment, offsetAt(port, moment));
      return moment.offsetMinutes === 0 ? placeUtc(moment, (local) => offsetAt(port, local)) : placed(moment, moment.offsetMinutes);
    },
  };
}

/** A moment written in UTC, on the employer's wall clock; the second look settles days on which the clock changes. */
function placeUtc(moment: Moment, offsetAt: (local: Moment) => number): PlacedMoment {
  const utc = moment.epochDay * 86_400 + moment.second;
  const guess = offsetAt(wall(utc + offsetAt(wall(utc)) * 60));
  return placed(wall(utc + guess * 60), guess);
}

function wall(seconds: number): Moment {
  const epochDay = Math.floor(seconds / 86_400);
  return { epochDay, second: seconds - epochDay * 86_400 };
}

function placed(moment: Moment, offsetMinutes: number | undefined): PlacedMoment {
  const local = localText(moment);
  return {
    seconds: moment.epochDay * 86_400 + moment.second - (offsetMinutes ?? 0) * 60,
    text: offsetMinutes === undefined ? local : instantText(moment, offsetMinutes),
    local: local.endsWith(':00') ? local.slice(0, -3) : local,
    epochDay: moment.epochDay + Math.floor(moment.second / 86_400),
    offsetMinutes,
  };
}
