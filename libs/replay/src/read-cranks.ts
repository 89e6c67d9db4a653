import { fail, unwrap } from '@esta-logic/kernel-boundary';
import { decodeRecord, decodeTerms, type CrankTerms } from '@esta-logic/journal';
import { crankKey } from '@esta-logic/storage';
import type { JournalReader } from './crank-batch.ts';
import { RecentBlobs } from './recent-blobs.ts';
import { hashesIn } from './record-text.ts';
import type { CrankToReplay } from './replayer.ts';

export interface CrankSelection {
  /** First number, inclusive. */
  readonly from: number;
  /** Last number, exclusive. */
  readonly to: number;
  /** Looks at the stored text: what is left out is not decoded, which costs ten times as much as reading it. */
  readonly wanted: (text: string) => boolean;
}

/** Records that are read at a time. */
const PAGE = 512;

/** The wanted cranks of a range, in their order, a page at a time. @throws KernelError log-broken. */
export async function* readCranks(
  reader: JournalReader,
  { from, to, wanted }: CrankSelection,
): AsyncGenerator<readonly CrankToReplay[]> {
  const blobs = new RecentBlobs(reader);
  const terms = new Map<string, CrankTerms>();
  const end = crankKey(Math.min(to, Number.MAX_SAFE_INTEGER));
  for (let next = crankKey(from); ;) {
    const page = await reader.scan({ from: next, to: end, limit: PAGE });
    const cranks: CrankToReplay[] = [];
    for (const { value } of page) if (wanted(value)) cranks.push(await decoded(value, blobs, terms));
    yield cranks;
    if (page.length < PAGE) return;
    next = `${page.at(-1)!.key}\u0000`;
  }
}

async function decoded(text: string, blobs: RecentBlobs, known: Map<string, CrankTerms>): Promise<CrankToReplay> {
  const named = new Map<string, string>();
  for (const hash of hashesIn(text)) {
    const blob = known.has(hash) ? undefined : await blobs.get(hash);
    if (blob !== undefined) named.set(hash, blob);
  }
  const record = unwrap(decodeRecord(text, (hash) => named.get(hash)));
  let terms = known.get(record.terms);
  if (!terms) {
    const stored = named.get(record.terms);
    terms = unwrap(
      stored === undefined
        ? fail('log-broken', `The terms of the crank record ${record.seq} are missing; restore a backup.`)
        : decodeTerms(stored),
    );
    known.set(record.terms, terms);
  }
  return { record, terms };
}
