import type { Section } from '@esta-logic/journal';
import { ok, type Digest, type Result } from '@esta-logic/kernel-boundary';
import { blobsOfSections } from './blobs-of.ts';
import { decodeReceipt, encodeReceipt } from './receipt.ts';

/**
 * The same receipt without some sections, made by whoever holds it: what remains still proves what it proved. With a
 * section goes its salt, so that nobody can try guesses on the commitment. Fault: invalid-argument.
 */
export function redactReceipt(digest: Digest, text: string, withhold: readonly Section[]): Result<string> {
  const opened = decodeReceipt(digest, text);
  if (!opened.ok) return opened;
  const { receipt } = opened.value;
  const sections = Object.fromEntries(
    Object.entries(receipt.sections).filter(([name]) => !withhold.includes(name as Section)),
  );
  return ok(encodeReceipt(digest, { ...receipt, sections, blobs: blobsOfSections(sections, receipt.blobs) }));
}
