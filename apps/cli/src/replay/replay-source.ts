import { createReadStream } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { openRecords } from '@esta-logic/backend';
import { faultOf, KernelError, type ComponentStore } from '@esta-logic/kernel-boundary';
import {
  crankBatches,
  crankWithHistory,
  memoryComponents,
  openJournalFile,
  seqOfMessage,
  type CrankBatch,
  type CrankRange,
} from '@esta-logic/replay';
import { WrongUsage } from '../wrong-usage.ts';
import type { ModuleFiles } from './replay-pool.ts';

/** Cranks to replay, and the modules for it. */
export interface ReplaySource {
  readonly batches: AsyncIterable<CrankBatch>;
  readonly components: Pick<ComponentStore, 'read'>;
  readonly moduleFiles: ModuleFiles;
  /** The crank that was asked for; those before it made the memory that it ran on. */
  readonly seq?: number;
  close(): Promise<void>;
}

/** A journal file, or undefined when the word names no file. */
export async function fileSource(path: string): Promise<ReplaySource | undefined> {
  if (!(await exists(path))) return undefined;
  const { files, batches } = await openJournalFile(await linesOf(path));
  return {
    batches: batches(),
    components: memoryComponents(files),
    moduleFiles: { files },
    close: async () => undefined,
  };
}

/** Cranks of a data directory: a range of them, or one by its number or by the id of its message. */
export async function directorySource(dataDir: string, wanted: string | CrankRange): Promise<ReplaySource> {
  const records = openRecords(dataDir);
  const source = {
    components: records.components,
    moduleFiles: { directory: dataDir },
    close: () => records.close(),
  };
  try {
    if (typeof wanted !== 'string') return { ...source, batches: crankBatches(records.provider, wanted) };
    const seq = /^\d+$/.test(wanted) ? Number(wanted) : await seqOfMessage(records.provider, wanted);
    if (seq === undefined)
      throw new KernelError(
        faultOf('not-found', `There is no file ${wanted}, and no crank took a message of that id or has that number.`),
      );
    return { ...source, seq, batches: only(await crankWithHistory(records.provider, seq)) };
  } catch (error) {
    await records.close();
    throw error;
  }
}

async function* only(batch: CrankBatch): AsyncGenerator<CrankBatch> {
  yield batch;
}

/** The number that an option gives, or undefined. */
export function seqOption(name: 'from' | 'to', given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (/^\d{1,15}$/.test(given)) return Number(given);
  throw new WrongUsage(`The option --${name} needs the number of a crank here, not ${JSON.stringify(given)}.`);
}

const GZIP = 0x1f8b;

async function linesOf(path: string): Promise<AsyncIterable<string>> {
  const file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
  await file.close();
  const bytes = createReadStream(path);
  const input = buffer.readUInt16BE() === GZIP ? bytes.pipe(createGunzip()) : bytes;
  return createInterface({ input, crlfDelay: Infinity });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
