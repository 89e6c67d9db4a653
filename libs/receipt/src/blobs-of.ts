import { decodeSplit, type Section } from '@esta-logic/journal';
import type { Receipt, ShownSection } from './receipt.ts';

/** A quotation mark inside of a text is escaped there, so these members can only be a section's own. */
const NAMED = /"(?:blob|terms)":"([0-9a-f]{64})"/g;

/**
 * Hashes of the blobs that a section names. A split section has its own texts in it whole; only fields of `calls` are
 * parts of the record, which may name some.
 */
export function blobsNamedBy(name: Section, { text, fields = [] }: ShownSection): string[] {
  const texts = decodeSplit(text) === undefined ? [text] : name === 'calls' ? fields.map((field) => field?.text) : [];
  return texts.flatMap((each = '') => Array.from(each.matchAll(NAMED), ([, hash]) => hash!));
}

/** Of the given blobs those that the shown sections name. */
export function blobsOfSections(
  sections: Receipt['sections'],
  blobs: ReadonlyMap<string, string> | Readonly<Record<string, string>>,
): Record<string, string> {
  const known = blobs instanceof Map ? blobs : new Map(Object.entries(blobs));
  const named: Record<string, string> = {};
  for (const [name, section] of Object.entries(sections))
    for (const hash of blobsNamedBy(name as Section, section)) {
      const blob = known.get(hash) as string | undefined;
      if (blob !== undefined) named[hash] = blob;
    }
  return named;
}
