import { faultOf, KernelError, type StorageProvider } from '@esta-logic/kernel-boundary';
import { blobKey, crankKey, messageKey, parseKey } from '@esta-logic/storage';

/** A record as it is stored, and the earlier one whose reply it recalls. */
export interface StoredCrank {
  readonly seq: number;
  readonly text: string;
  readonly recalls?: string;
}

/** Some records in the order of their seq, with every text that they name by its hash: terms and blobs. */
export interface CrankBatch {
  readonly cranks: readonly StoredCrank[];
  readonly blobs: ReadonlyMap<string, string>;
}

/** What is read of a store; nothing is written. */
export type JournalReader = Pick<StorageProvider, 'get' | 'scan'>;

export interface CrankRange {
  /** First seq, inclusive. */
  readonly from?: number | undefined;
  /** Last seq, inclusive. */
  readonly to?: number | undefined;
  /** Only the cranks of this process. */
  readonly process?: string | undefined;
}

/** A page is read while the one before it is being replayed; a page of the largest records must fit in memory twice. */
const PAGE = 256;

/** Reads stored records page by page. @throws KernelError log-broken when a blob is missing. */
export async function* crankBatches(reader: JournalReader, range: CrankRange = {}): AsyncGenerator<CrankBatch> {
  const { from = 0, to = Number.MAX_SAFE_INTEGER - 1, process } = range;
  const blobs = new RecentBlobs(reader);
  for (let start = from; start <= to;) {
    const page = await reader.scan({ from: crankKey(start), to: crankKey(to + 1), limit: PAGE });
    if (page.length === 0) return;
    const cranks = page.map(({ key, value }) => ({ seq: seqOf(key), text: value }));
    start = cranks.at(-1)!.seq + 1;
    const wanted = process === undefined ? cranks : cranks.filter(({ text }) => processOf(text) === process);
    if (wanted.length > 0) yield await completed(reader, blobs, wanted);
  }
}

/**
 * One crank with those that made the memory it ran on: all of the same instance since its birth, which is just itself for
 * a hermetic process. @throws KernelError not-found, log-broken.
 */
export async function crankWithHistory(reader: JournalReader, seq: number): Promise<CrankBatch> {
  const cranks: StoredCrank[] = [];
  for (let next: number | undefined = seq; next !== undefined;) {
    const text: string | undefined = await reader.get(crankKey(next));
    if (text === undefined)
      throw new KernelError(
        faultOf('not-found', `There is no crank record ${next}; \`esta log\` shows what is recorded.`),
      );
    cranks.unshift({ seq: next, text });
    const before = BEFORE.exec(text)?.[1];
    next = before === undefined ? undefined : Number(before);
  }
  return completed(reader, new RecentBlobs(reader), cranks);
}

/** The last crank that took the message, or undefined when none did. */
export async function seqOfMessage(reader: JournalReader, messageId: string): Promise<number | undefined> {
  const seq = await reader.get(messageKey(messageId));
  return seq === undefined ? undefined : Number(seq);
}

async function completed(
  reader: JournalReader,
  blobs: RecentBlobs,
  cranks: readonly StoredCrank[],
): Promise<CrankBatch> {
  const whole: StoredCrank[] = [];
  const texts = new Map<string, string>();
  for (const crank of cranks) {
    const recalls = await recalledBy(reader, crank.text);
    whole.push(recalls === undefined ? crank : { ...crank, recalls });
    for (const text of recalls === undefined ? [crank.text] : [crank.text, recalls])
      for (const hash of hashesIn(text)) if (!texts.has(hash)) texts.set(hash, await blobs.get(hash, crank.seq));
  }
  return { cranks: whole, blobs: texts };
}

/*
 * What decides where a record goes is read from its text, without parsing it: a quotation mark inside of a text is
 * escaped there, so these members can only be the record's own.
 */
const HASHES = /"(?:blob|terms)":"([0-9a-f]{64})"/g;
const PROCESS = /"process":("(?:[^"\\]|\\.)*")/;
const RECALLED = /"ended":\{"how":"recalled","message":("(?:[^"\\]|\\.)*")\}/;
const BEFORE = /"instance":\{"before":(\d+),/;
const TERMS = /"terms":"([0-9a-f]{64})"/;

/** Hashes of the blobs and the terms that a stored record names. */
export const hashesIn = (text: string): string[] => Array.from(text.matchAll(HASHES), ([, hash]) => hash!);
/** Process of a stored record. */
export const processOf = (text: string): string | undefined => unquoted(PROCESS.exec(text)?.[1]);
/** Hash of the terms of a stored record. */
export const termsOf = (text: string): string | undefined => TERMS.exec(text)?.[1];

/** Of the known texts those that these records name: a batch that goes to another thread holds no others. */
export function blobsNamed(
  cranks: readonly StoredCrank[],
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

const unquoted = (json: string | undefined): string | undefined =>
  json === undefined ? undefined : (JSON.parse(json) as string);

async function recalledBy(reader: JournalReader, text: string): Promise<string | undefined> {
  const message = unquoted(RECALLED.exec(text)?.[1]);
  const seq = message === undefined ? undefined : await seqOfMessage(reader, message);
  return seq === undefined ? undefined : reader.get(crankKey(seq));
}

function seqOf(key: string): number {
  const parts = parseKey(key);
  if (parts?.kind === 'crank') return parts.seq;
  throw new KernelError(
    faultOf('log-broken', `The key ${JSON.stringify(key)} among the crank records is none of theirs.`),
  );
}

/** Blobs that were read lately: the payload that one crank sends is what another receives soon after. */
class RecentBlobs {
  readonly #reader: JournalReader;
  #recent = new Map<string, string>();

  constructor(reader: JournalReader) {
    this.#reader = reader;
  }

  async get(hash: string, seq: number): Promise<string> {
    const known = this.#recent.get(hash) ?? (await this.#reader.get(blobKey(hash)));
    if (known === undefined)
      throw new KernelError(
        faultOf(
          'log-broken',
          `The blob ${hash}, which the crank record ${seq} names, is missing; restore it from a backup.`,
        ),
      );
    if (this.#recent.size >= REMEMBERED) this.#recent = new Map();
    this.#recent.set(hash, known);
    return known;
  }
}

/** Some pages' worth. */
const REMEMBERED = 4 * PAGE;
