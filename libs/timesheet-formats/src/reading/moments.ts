import type { PlainDate } from '@esta-logic/shared-types';
import { toEpochDay } from '@esta-logic/shared-types';
import type { DateOrder } from '../cells/date-cell.ts';
import { parseDateCell } from '../cells/date-cell.ts';
import type { Moment } from '../cells/moment-cell.ts';
import { momentOf, splitMoment } from '../cells/moment-cell.ts';
import { remembered } from './remembered.ts';

/** A date in both forms. */
export interface Day {
  readonly date: PlainDate;
  readonly epochDay: number;
}

/** What a clock cell says; `ownDate` is true when it wrote its date itself. */
export interface ReadMoment {
  readonly moment: Moment | undefined;
  readonly ownDate: boolean;
}

/** Reads the dates and times of one file in its order of month and day. */
export interface MomentReader {
  /** The date in a text, which may carry a time behind it (`2026-01-05 00:00:00`). */
  date(text: string): Day | undefined;
  /** The moment in a text; `day` stands in where the text is only a time. */
  moment(text: string, day: Day | undefined): ReadMoment;
}

export function createMomentReader(order: DateOrder): MomentReader {
  const dayOf = (date: PlainDate | undefined): Day | undefined =>
    date === undefined ? undefined : { date, epochDay: toEpochDay(date) };
  const bareDate = remembered((text: string) => dayOf(parseDateCell(text, order)));
  const date = remembered((text: string) => bareDate(text) ?? bareDate(splitMoment(text)?.date ?? ''));
  /** Only a time: no date in it. */
  const bareTime = remembered((text: string) => {
    const parts = splitMoment(text);
    return parts?.second === undefined || parts.date !== undefined ? undefined : parts;
  });
  return {
    date,
    moment(text, day) {
      const time = text.length <= 12 ? bareTime(text) : undefined;
      if (time !== undefined) return { moment: momentOf(time, day?.epochDay), ownDate: false };
      // `1/5/2026 9:00 AM`: both halves have been seen before, so no pattern is run over the whole.
      const gap = text.indexOf(' ');
      const head = gap === -1 ? undefined : bareDate(text.slice(0, gap));
      const tail = head === undefined ? undefined : bareTime(text.slice(gap + 1));
      if (head !== undefined && tail !== undefined) return { moment: momentOf(tail, head.epochDay), ownDate: true };
      const parts = splitMoment(text);
      if (parts?.date === undefined)
        return { moment: parts === undefined ? undefined : momentOf(parts, day?.epochDay), ownDate: false };
      return { moment: momentOf(parts, bareDate(parts.date)?.epochDay), ownDate: true };
    },
  };
}
