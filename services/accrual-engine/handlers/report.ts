import { fault, type Context, type TextHandler } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';
import { Closings } from '../closings.ts';
import { HoursBook, type ReportedHours } from '../hours-book.ts';
import { Revision } from '../revision.ts';

const partKey = (importId: string, part: number): string => `${importId}/${String(part).padStart(4, '0')}`;

interface StagedPart {
  readonly importId: string;
  readonly part: number;
  readonly entries: readonly ReportedHours[];
}

/** How time-service begins the payload; whoever begins it in another way costs the parsing of all of it. */
const START = /^\{"importId":"([A-Za-z0-9_-]{1,80})","part":(\d{1,4}),/;

/** Opcode `accrual.hours.stage`: the payload is kept as it came. */
export const stage: TextHandler = {
  text: (payload, context) => {
    const start = START.exec(payload);
    const { importId, part } = start
      ? { importId: start[1]!, part: Number(start[2]) }
      : (JSON.parse(payload) as StagedPart);
    context.db('staged').write(partKey(importId, part), payload);
    return JSON.stringify({ part });
  },
};

/** Opcode `accrual.hours.publish`: one crank, so that no balance is ever asked between two parts of a report. */
export function publish(
  { importId, parts }: { readonly importId: string; readonly parts: number },
  context: Context,
): { entries: number } {
  const staged = context.db('staged');
  const book = new HoursBook(context.db('hours'));
  const closings = new Closings(context.db('closings'));
  const on = context.message.timestamp.slice(0, 10) as PlainDate;
  let published = 0;
  for (let part = 0; part < parts; part++) {
    const key = partKey(importId, part);
    const { entries } =
      staged.readJson<StagedPart>(key) ?? fault('not-found', `Part ${part} of the report ${importId} was not staged.`);
    for (const entry of entries) {
      const through = closings.closedThrough(entry.employee, earliestOf(entry));
      book.add(entry, importId, through === undefined ? undefined : { through, on });
    }
    published += entries.length;
    staged.delete(key);
  }
  new Revision(context).raise();
  return { entries: published };
}

/** First day that an entry reports; later than any day where it reports none. */
function earliestOf({ work, use }: ReportedHours): string {
  let earliest = '9999-12-31';
  for (const [date] of work) if (date < earliest) earliest = date;
  for (const [date] of use) if (date < earliest) earliest = date;
  return earliest;
}
