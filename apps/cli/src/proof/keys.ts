import { readFile } from 'node:fs/promises';
import { parseVerifierKey, type VerifierKey } from '@esta-logic/audit-log';
import { unwrap, type Digest } from '@esta-logic/kernel-boundary';
import { WrongUsage } from '../wrong-usage.ts';

/** A verifier key that was typed, or that stands in a file. */
export async function keyOption(
  digest: Pick<Digest, 'sha256'>,
  given: string | undefined,
): Promise<VerifierKey | undefined> {
  if (given === undefined) return undefined;
  const typed = parseVerifierKey(digest, given);
  if (typed.ok) return typed.value;
  const file = await readFile(given, 'utf8').catch(() => undefined);
  if (file === undefined)
    throw new WrongUsage(`The option --key needs a verifier key or a file with one, not ${JSON.stringify(given)}.`);
  return unwrap(parseVerifierKey(digest, file.trim()));
}
