import { decodeSplit } from '@esta-logic/journal';
import type { Receipt, ShownSection } from './receipt.ts';

/** A quotation mark inside of a text is escaped there, so these members can only be a section's own. */
const NAMED = /"(?:blob|terms)":"([0-9a-f]{64})"/g;

/** Hashes of the blobs that a section names; one that is split has its texts in it whole. */
export const blobsNamedBy = ({ text }: ShownSection): string[] =>
  decodeSplit(text) === undefined ? Array.from(text.matchAll(NAMED), ([, hash]) => hash!) : [];

/** Of the given blobs those that the shown sections name. */
export function blobsOfSections(
  sections: Receipt['sections'],
  blobs: ReadonlyMap<string, string> | Readonly<Record<string, string>>,
): Record<string, string> {
  const known = blobs instanceof Map ? blobs : new Map(Object.entries(blobs));
  const named: Record<string, string> = {};
  for (const section of Object.values(sections))
    for (const hash of blobsNamedBy(section)) {
      const blob = known.get(hash) as string | undefined;
      if (blob !== undefined) named[hash] = blob;
    }
  return named;
}
