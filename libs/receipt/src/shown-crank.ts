import {
  decodeRecord,
  decodeTerms,
  recordOf,
  type CrankRecord,
  type CrankTerms,
  type Section,
} from '@esta-logic/journal';
import { fail, ok, type Digest, type Result } from '@esta-logic/kernel-boundary';
import { blobsNamedBy } from './blobs-of.ts';
import type { Receipt } from './receipt.ts';

const encoder = new TextEncoder();

/** What is wrong with the blobs that a section names, or undefined. */
export function problemOfBlobs(digest: Digest, { blobs }: Receipt, section: string): string | undefined {
  for (const hash of blobsNamedBy(section)) {
    const text = Object.hasOwn(blobs, hash) ? blobs[hash] : undefined;
    if (text === undefined) return `it names a text that is not in the file (${hash})`;
    if (digest.blake3(encoder.encode(text)) !== hash) return `a text that it names was changed (${hash})`;
  }
  return undefined;
}

export interface WholeCrank {
  readonly record: CrankRecord;
  readonly terms: CrankTerms;
}

/** The crank of a receipt that withholds nothing. Fault: log-broken. */
export function wholeCrank({ sections, blobs }: Receipt): Result<WholeCrank> {
  const { calls, output, payload, rest } = sections;
  if (!calls || !output || !payload || !rest) return fail('log-broken', 'A part of the decision is withheld.');
  const record = decodeRecord(recordOf({ calls, output, payload, rest }), (hash) => blobs[hash]);
  if (!record.ok) return record;
  const terms = decodeTerms(blobs[record.value.terms] ?? '');
  return terms.ok ? ok({ record: record.value, terms: terms.value }) : terms;
}

/** The terms of a crank whose section `rest` is shown. */
export function shownTerms(receipt: Receipt): CrankTerms | undefined {
  const { terms } = (shownValue(receipt, 'rest') ?? {}) as { readonly terms?: string };
  const decoded = terms === undefined ? undefined : decodeTerms(receipt.blobs[terms] ?? '');
  return decoded?.ok ? decoded.value : undefined;
}

/** A section as the value that it is, texts that are blobs put in their places; undefined when it is withheld or no JSON. */
export function shownValue({ sections, blobs }: Receipt, name: Section): unknown {
  try {
    return JSON.parse(sections[name]?.text ?? '', (_key, value: unknown) => {
      const { blob } = (value ?? {}) as { readonly blob?: unknown };
      return typeof blob === 'string' && Object.hasOwn(blobs, blob) ? blobs[blob] : value;
    });
  } catch {
    return undefined;
  }
}
