import { faultOf, KernelError, type StorageProvider, type StoredEntry } from '@esta-logic/kernel-boundary';
import { Journal, type CrankRange } from '@esta-logic/journal';
import { auditKey, crankKey } from '@esta-logic/storage';
import { RecentBlobs } from './recent-blobs.ts';
import { crankBefore, hashesIn, processOf, recalledIn } from './record-text.ts';

/** A record as it is stored. */
export interface CrankText {
  readonly seq: number;
  readonly text: string;
  /** Its audit record, where there is one at hand: the log commits to the crank with it. */
  readonly leaf?: string;
  /** The earlier record whose reply it recalls. */
  readonly recalls?: string;
}

/** Some records in the order of their seq, with every text that they name by its hash: terms and blobs. */
export interface CrankBatch {
  readonly cranks: readonly CrankText[];
  readonly blobs: ReadonlyMap<string, string>;
}

/** What is read of a store; nothing is written. */
export type JournalReader = Pick<StorageProvider, 'get' | 'scan'>;

/** Records that are read at a time. */
const PAGE = 256;
/** A batch is handed on when its texts have so many characters: workers have several before them. */
const BATCH_CHARACTERS = 16 * 1024 * 1024;
/** Besides those of the cranks there are records of what these were refused, and of what was decided between them. */
const LEAVES = 1024;

/** Reads stored records page by page. A text that is missing is left out: whoever needs it reports its crank. */
export async function* crankBatches(reader: JournalReader, range: CrankRange = {}): AsyncGenerator<CrankBatch> {
  const { from = 0, to = Number.MAX_SAFE_INTEGER, process } = range;
  const blobs = new RecentBlobs(reader);
  for (let start = from; start < to;) {
    const page = await reader.scan({ from: crankKey(start), to: crankKey(to), limit: PAGE });
    if (page.length === 0) return;
    const leaves = await leavesOf(reader, page);
    const cranks = page.map(({ key, value }) => withLeaf(seqOf(key), value, leaves));
    start = cranks.at(-1)!.seq + 1;
    const wanted = process === undefined ? cranks : cranks.filter(({ text }) => processOf(text) === process);
    yield* completed(reader, blobs, wanted);
  }
}

/**
 * One crank with those that made the memory it ran on: all of the same instance since its birth, which is just itself for
 * a hermetic process. @throws KernelError not-found, log-broken.
 */
export async function* crankWithHistory(reader: JournalReader, seq: number): AsyncGenerator<CrankBatch> {
  const cranks: CrankText[] = [];
  for (let next: number | undefined = seq; next !== undefined;) {
    const text: string | undefined = await reader.get(crankKey(next));
    if (text === undefined)
      throw new KernelError(
        faultOf('not-found', `There is no crank record ${next}; \`esta step\` shows those of a process.`),
      );
    const leaf = await reader.get(auditKey(next));
    cranks.unshift({ seq: next, text, ...(leaf === undefined ? {} : { leaf }) });
    const before = crankBefore(text);
    if (before !== undefined && before >= next)
      throw new KernelError(
        faultOf('log-broken', `The crank record ${next} says that its memory came of a later one.`),
      );
    next = before;
  }
  yield* completed(reader, new RecentBlobs(reader), cranks);
}

/** Cranks with the texts that they name, in batches that fit in memory several times. */
async function* completed(
  reader: JournalReader,
  blobs: RecentBlobs,
  cranks: readonly CrankText[],
): AsyncGenerator<CrankBatch> {
  let whole: CrankText[] = [];
  let texts = new Map<string, string>();
  let characters = 0;
  for (const crank of cranks) {
    const recalls = await recalledBy(reader, crank.text);
    whole.push(recalls === undefined ? crank : { ...crank, recalls });
    for (const text of recalls === undefined ? [crank.text] : [crank.text, recalls]) {
      characters += text.length;
      for (const hash of hashesIn(text)) {
        if (texts.has(hash)) continue;
        const blob = await blobs.get(hash);
        if (blob === undefined) continue;
        characters += blob.length;
        texts.set(hash, blob);
      }
    }
    if (characters < BATCH_CHARACTERS) continue;
    yield { cranks: whole, blobs: texts };
    [whole, texts, characters] = [[], new Map<string, string>(), 0];
  }
  if (whole.length > 0) yield { cranks: whole, blobs: texts };
}

/** Of the known texts those that these records name: a batch that goes to another thread holds no others. */
export function blobsNamed(
  cranks: readonly CrankText[],
  known: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const { text, recalls = '' } of cranks)
    for (const hash of [...hashesIn(text), ...hashesIn(recalls)]) {
      const blob = known.get(hash);
      if (blob !== undefined) named.set(hash, blob);
    }
  return named;
}

async function recalledBy(reader: JournalReader, text: string): Promise<string | undefined> {
  const message = recalledIn(text);
  const seq = message === undefined ? undefined : await new Journal(reader).seqOf(message);
  return seq === undefined ? undefined : reader.get(crankKey(seq));
}

/** Audit records from the first crank of a page to its last, by seq. */
async function leavesOf(reader: JournalReader, page: readonly StoredEntry[]): Promise<ReadonlyMap<number, string>> {
  const leaves = new Map<number, string>();
  const to = auditKey(seqOf(page.at(-1)!.key) + 1);
  for (let from = auditKey(seqOf(page[0]!.key)); ;) {
    const found = await reader.scan({ from, to, limit: LEAVES });
    for (const { key, value } of found) leaves.set(seqOf(key), value);
    if (found.length < LEAVES) return leaves;
    from = `${found.at(-1)!.key}\u0000`;
  }
}

function withLeaf(seq: number, text: string, leaves: ReadonlyMap<number, string>): CrankText {
  const leaf = leaves.get(seq);
  return leaf === undefined ? { seq, text } : { seq, text, leaf };
}

const SEQ = /^[aj]\/\d{16}$/;

/** A page of one kind of record has no keys but theirs; of each only its number is read. */
function seqOf(key: string): number {
  const seq = SEQ.test(key) ? Number(key.slice(2)) : NaN;
  if (Number.isSafeInteger(seq)) return seq;
  throw new KernelError(
    faultOf('log-broken', `The key ${JSON.stringify(key)} among the records of cranks is none of theirs.`),
  );
}
