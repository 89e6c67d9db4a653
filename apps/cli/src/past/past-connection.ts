import { apiOver, directFetch, openRecords, pastPowers } from '@esta-logic/backend';
import { createClient, type Client } from '@esta-logic/client';
import {
  bootOver,
  momentOfSeq,
  momentOfTime,
  pastOf,
  type FoldOptions,
  type JournalReader,
  type Moment,
  type PastKernel,
} from '@esta-logic/replay';
import type { Connection } from '../connect.ts';
import { WrongUsage } from '../wrong-usage.ts';

/** A connection to a kernel as it was. */
export interface PastConnection extends Connection {
  readonly moment: Moment;
}

/** Boots a kernel over the state of a moment; what commands do in it is kept nowhere. Faults: not-found, directory-in-use. */
export async function connectPast(dataDir: string, when: string, options: FoldOptions = {}): Promise<PastConnection> {
  const records = await openRecords(dataDir);
  try {
    const moment = await momentOf(records.reader, when);
    const powers = await pastPowers(records);
    const past = await bootOver(powers, await pastOf(powers, moment.seq, options), moment.time);
    const close = async (): Promise<void> => {
      await past.kernel.stop();
      await records.close();
    };
    return { client: clientOf(past), ours: true, moment, close };
  } catch (error) {
    await records.close();
    throw error;
  }
}

/** A client of a kernel that only this process has. */
export const clientOf = (past: PastKernel): Client =>
  createClient(directFetch(apiOver(past.kernel, { now: () => past.time })));

const SEQ = /^\d{1,15}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** A record's number, an instant, or a day, which means its end on this machine's clock. */
export function momentOf(reader: JournalReader, when: string): Promise<Moment> {
  if (SEQ.test(when)) return momentOfSeq(reader, Number(when));
  const time = Date.parse(DAY.test(when) ? `${when}T23:59:59.999` : when);
  if (Number.isNaN(time))
    throw new WrongUsage(
      `WHEN must be the number of a record, a day such as 2026-06-30, or an instant such as 2026-06-30T12:00Z, not ${JSON.stringify(when)}.`,
    );
  return momentOfTime(reader, time);
}
