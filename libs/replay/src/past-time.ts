import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import { auditKey, parseKey, RANGES } from '@esta-logic/storage';
import type { JournalReader } from './crank-batch.ts';

/** A place in the log, and when it was reached. */
export interface Moment {
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** The place of a record of the log. @throws KernelError not-found. */
export async function momentOfSeq(reader: JournalReader, seq: number): Promise<Moment> {
  const time = await timeOf(reader, seq);
  if (time === undefined)
    throw new KernelError(
      faultOf('not-found', `The log has no record ${seq}; its last one is ${await lastSeq(reader)}.`),
    );
  return { seq, time };
}

/** The last record that was not written after `time`, in milliseconds since the epoch. @throws KernelError not-found. */
export async function momentOfTime(reader: JournalReader, time: number): Promise<Moment> {
  let [low, high] = [-1, await lastSeq(reader)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((await timeOf(reader, middle))! <= time) low = middle;
    else high = middle - 1;
  }
  if (low >= 0) return { seq: low, time };
  throw new KernelError(
    faultOf('not-found', `Nothing was recorded before ${new Date(time).toISOString()}: the log begins later.`),
  );
}

async function timeOf(reader: JournalReader, seq: number): Promise<number | undefined> {
  const text = await reader.get(auditKey(seq));
  return text === undefined ? undefined : Date.parse((JSON.parse(text) as { time: string }).time);
}

async function lastSeq(reader: JournalReader): Promise<number> {
  const [last] = await reader.scan({ ...RANGES.audit, limit: 1, reverse: true });
  const parts = last && parseKey(last.key);
  return parts?.kind === 'audit' ? parts.seq : -1;
}
