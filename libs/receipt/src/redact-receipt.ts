import { ok, type Digest, type Result } from '@esta-logic/kernel-boundary';
import { blobsOfSections } from './blobs-of.ts';
import { decodeReceipt, encodeReceipt } from './receipt.ts';
import { redacted, type Redaction } from './redaction.ts';

/**
 * The same receipt with less in it, made by whoever holds it: what remains still proves what it proved. With a section
 * or a field goes its salt, so that nobody can try guesses on the commitment. Fault: invalid-argument.
 */
export function redactReceipt(digest: Digest, text: string, redaction: Redaction): Result<string> {
  const opened = decodeReceipt(digest, text);
  if (!opened.ok) return opened;
  const { receipt } = opened.value;
  const sections = redacted(receipt.sections, redaction);
  return ok(encodeReceipt(digest, { ...receipt, sections, blobs: blobsOfSections(sections, receipt.blobs) }));
}
