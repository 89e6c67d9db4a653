import { faultOf, fromBase64, KernelError } from '@esta-logic/kernel-boundary';
import { blobsNamed, type CrankBatch, type CrankText } from './crank-batch.ts';
import { JOURNAL_HEADER, type CrankLine, type JournalLine } from './journal-file.ts';

/** A journal file whose modules were read; its cranks follow. */
export interface OpenedJournalFile {
  /** The module files by their names in the component store. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Once, by seq. @throws KernelError log-broken for a line that is none, or when the end is missing. */
  batches(): AsyncGenerator<CrankBatch>;
}

/** Cranks that are handed on at a time. */
const BATCH = 256;

/** Reads up to the first crank. @throws KernelError log-broken when it is no journal file. */
export async function openJournalFile(lines: AsyncIterable<string>): Promise<OpenedJournalFile> {
  const rest = new LineReader(lines);
  const header = await rest.next();
  if (JSON.stringify(header) !== JSON.stringify(JOURNAL_HEADER)) throw rest.damaged('is no header of a journal file');
  const files = new Map<string, Uint8Array>();
  let first = await rest.next();
  for (; first && 'file' in first; first = await rest.next()) files.set(first.file, bytesOf(first.base64, rest));
  return { files, batches: () => batchesFrom(rest, first) };
}

async function* batchesFrom(rest: LineReader, first: JournalLine | undefined): AsyncGenerator<CrankBatch> {
  const blobs = new Map<string, string>();
  let cranks: CrankText[] = [];
  let total = 0;
  for (let line = first; ; line = await rest.next()) {
    if (!line) throw rest.damaged('is missing: the file was cut off');
    if ('blob' in line) blobs.set(line.blob, line.text);
    else if ('crank' in line) cranks.push(crankOf(line));
    else if ('end' in line) {
      if (line.end !== total + cranks.length)
        throw rest.damaged(`says that there are ${line.end} cranks, but ${total + cranks.length} were read`);
      if (cranks.length > 0) yield { cranks, blobs: blobsNamed(cranks, blobs) };
      return;
    } else throw rest.damaged('is in the wrong place');
    if (cranks.length < BATCH) continue;
    yield { cranks, blobs: blobsNamed(cranks, blobs) };
    total += cranks.length;
    cranks = [];
  }
}

const crankOf = ({ crank: seq, record: text, recalls }: CrankLine): CrankText =>
  recalls === undefined ? { seq, text } : { seq, text, recalls };

class LineReader {
  readonly #lines: AsyncIterator<string>;
  #number = 0;

  constructor(lines: AsyncIterable<string>) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  async next(): Promise<JournalLine | undefined> {
    const { value, done } = await this.#lines.next();
    if (done) return undefined;
    this.#number++;
    try {
      const line: unknown = JSON.parse(value);
      if (typeof line === 'object' && line !== null) return line as JournalLine;
    } catch {
      // Not JSON: as damaged as JSON that is no object.
    }
    throw this.damaged('is no JSON object');
  }

  damaged(what: string): KernelError {
    return new KernelError(faultOf('log-broken', `Line ${this.#number} of the journal file ${what}; export it again.`));
  }
}

function bytesOf(base64: string, at: LineReader): Uint8Array {
  const bytes = fromBase64(base64);
  if (bytes === undefined) throw at.damaged('holds a file that is no base64');
  return bytes;
}
