import { commitmentOf } from '@esta-logic/audit-log';
import { decodeSplit, fieldText, type Section } from '@esta-logic/journal';
import type { Digest } from '@esta-logic/kernel-boundary';
import { blobsNamedBy } from './blobs-of.ts';
import { found, type Finding } from './claims.ts';
import { fieldPlaces, placesInWords } from './field-places.ts';
import type { Receipt, ShownSection } from './receipt.ts';

const encoder = new TextEncoder();

/** Whether a section is what the log committed to, and what of it is withheld. `commitment`: as the audit record has it. */
export function checkSection(digest: Digest, { sections, blobs }: Receipt, part: Section, commitment: string): Finding {
  const shown = sections[part];
  if (shown === undefined) return found('withheld', 'part-withheld', { part, commitment });
  if (commitmentOf(digest, shown.salt, shown.text) !== commitment) return found('refuted', 'part-other', { part });
  const why = problemOfFields(digest, shown) ?? problemOfBlobs(digest, blobs, blobsNamedBy(shown));
  if (why !== undefined) return found('refuted', 'part-incomplete', { part, why });
  const fields = withheldFields(shown);
  return fields === undefined
    ? found('proved', 'part-shown', { part })
    : found('withheld', 'part-redacted', { part, fields });
}

function problemOfFields(digest: Digest, { text, fields }: ShownSection): string | undefined {
  const split = decodeSplit(text);
  if (split === undefined) return fields === undefined ? undefined : 'it has fields that its text does not name';
  if (fields?.length !== split.digests.length) return 'it has not the fields that its text names';
  const changed = fields.findIndex(
    (field, i) => field !== null && commitmentOf(digest, field.salt, fieldText(field.text)) !== split.digests[i],
  );
  return changed < 0 ? undefined : `its field ${changed + 1} is not what the log committed to`;
}

function problemOfBlobs(digest: Digest, blobs: Receipt['blobs'], named: readonly string[]): string | undefined {
  for (const hash of named) {
    const text = Object.hasOwn(blobs, hash) ? blobs[hash] : undefined;
    if (text === undefined) return `it names a text that is not in the file (${hash})`;
    if (digest.blake3(encoder.encode(text)) !== hash) return `a text that it names was changed (${hash})`;
  }
  return undefined;
}

/** In words; undefined when nothing is withheld. */
function withheldFields({ text, fields = [] }: ShownSection): string | undefined {
  if (!fields.includes(null)) return undefined;
  const places = fieldPlaces(decodeSplit(text)?.shown ?? ['']).filter((_, i) => fields[i] === null);
  return placesInWords(places);
}
