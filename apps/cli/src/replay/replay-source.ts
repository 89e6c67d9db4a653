import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { openRecords } from '@esta-logic/backend';
import { faultOf, KernelError, type ComponentStore } from '@esta-logic/kernel-boundary';
import { Journal, type CrankRange } from '@esta-logic/journal';
import { crankBatches, crankWithHistory, memoryComponents, openJournalFile, type CrankBatch } from '@esta-logic/replay';
import type { CommandInput } from '../command.ts';
import { WrongUsage } from '../wrong-usage.ts';
import type { WorkerStart } from './replay-pool.ts';

/** Cranks to replay, and the modules for it. */
export interface ReplaySource {
  readonly batches: AsyncIterable<CrankBatch>;
  readonly components: Pick<ComponentStore, 'read'>;
  readonly start: WorkerStart;
  /** The crank that was asked for; those before it made the memory that it ran on. */
  readonly seq?: number;
  close(): Promise<void>;
}

/** What a word names: a journal file, another file, or none. */
export async function fileKind(path: string): Promise<'journal' | 'other' | undefined> {
  const start = await startOf(path).catch((): undefined => undefined);
  if (!start) return undefined;
  return isGzip(start) || start.toString().startsWith(JOURNAL_START) ? 'journal' : 'other';
}

export async function fileSource(path: string): Promise<ReplaySource> {
  const { files, batches } = await openJournalFile(linesOf(path));
  return {
    batches: batches(),
    components: memoryComponents(files),
    start: { moduleFiles: { files }, againstLog: false },
    close: async () => undefined,
  };
}

/** Cranks of a data directory: a range of them, or one by its number or by the id of its message. */
export async function directorySource(dataDir: string, wanted: string | CrankRange): Promise<ReplaySource> {
  const records = await openRecords(dataDir);
  const source = {
    components: records.components,
    start: { moduleFiles: { directory: dataDir }, againstLog: true },
    close: () => records.close(),
  };
  try {
    if (typeof wanted !== 'string') return { ...source, batches: crankBatches(records.reader, wanted) };
    const seq = /^\d+$/.test(wanted) ? Number(wanted) : await new Journal(records.reader).seqOf(wanted);
    if (seq === undefined)
      throw new KernelError(
        faultOf('not-found', `There is no file ${wanted}, and no crank took a message of that id or has that number.`),
      );
    return { ...source, seq, batches: crankWithHistory(records.reader, seq) };
  } catch (error) {
    await records.close();
    throw error;
  }
}

/** The range that --process, --from and --to give; --to is the last of it. */
export function rangeOption(text: CommandInput['text']): CrankRange {
  const [process, from, to] = [text('process'), seqOption('from', text('from')), seqOption('to', text('to'))];
  return {
    ...(process === undefined ? {} : { process }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to: to + 1 }),
  };
}

function seqOption(name: 'from' | 'to', given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (/^\d{1,15}$/.test(given)) return Number(given);
  throw new WrongUsage(`The option --${name} needs the number of a crank here, not ${JSON.stringify(given)}.`);
}

const JOURNAL_START = '{"esta":"journal"';
const isGzip = (start: Buffer): boolean => start[0] === 0x1f && start[1] === 0x8b;

async function startOf(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(JOURNAL_START.length), 0, JOURNAL_START.length, 0);
  return buffer.subarray(0, bytesRead);
}

/** Fault: invalid-file, for one that was cut off or damaged while it was compressed. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const bytes = createReadStream(path);
  // What goes wrong in a pipeline ends its last stream with the error, which the lines then throw.
  const input = isGzip(await startOf(path)) ? pipeline(bytes, createGunzip(), () => undefined) : bytes;
  try {
    yield* createInterface({ input, crlfDelay: Infinity });
  } catch (error) {
    const sentence = `${path} cannot be read to its end: ${(error as Error).message}. Export it again, or copy it again.`;
    throw new KernelError(faultOf('invalid-file', sentence));
  }
}
