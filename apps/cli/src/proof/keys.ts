import { readFile } from 'node:fs/promises';
import { parseVerifierKey, type VerifierKey, type WitnessPolicy } from '@esta-logic/audit-log';
import { unwrap, type Digest } from '@esta-logic/kernel-boundary';
import type { OptionName } from '../options.ts';
import { WrongUsage } from '../wrong-usage.ts';

type Hash = Pick<Digest, 'sha256'>;

/** A verifier key that was typed, or that stands in a file. */
export async function keyOption(digest: Hash, given: string | undefined): Promise<VerifierKey | undefined> {
  const keys = await keysOption(digest, 'key', given);
  if (keys.length > 1) throw new WrongUsage(`The option --key needs one verifier key, not ${keys.length}.`);
  return keys[0];
}

/** Verifier keys that were typed, separated by commas, or that stand in files, one a line. */
export async function keysOption(
  digest: Hash,
  option: OptionName,
  given: string | undefined,
): Promise<readonly VerifierKey[]> {
  const keys: VerifierKey[] = [];
  for (const each of given?.split(',') ?? []) {
    const typed = parseVerifierKey(digest, each);
    if (typed.ok) keys.push(typed.value);
    else for (const line of await linesOf(option, each)) keys.push(unwrap(parseVerifierKey(digest, line)));
  }
  return keys;
}

/** What `--witness` and `--quorum` ask for; undefined without them. */
export async function policyOption(
  digest: Hash,
  text: (name: OptionName) => string | undefined,
): Promise<WitnessPolicy | undefined> {
  const [witness, quorum] = [text('witness'), text('quorum')];
  if (witness === undefined && quorum === undefined) return undefined;
  const keys = await keysOption(digest, 'witness', witness);
  if (keys.length === 0) throw new WrongUsage('The option --quorum counts witnesses: it needs --witness KEYS.');
  const log = keys.find(({ use }) => use !== 'witness');
  if (log !== undefined) throw new WrongUsage(`The key of ${log.name} is not that of a witness.`);
  const wanted = quorum === undefined ? keys.length : Number(quorum);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > keys.length)
    throw new WrongUsage(`The option --quorum needs a number from 1 to ${keys.length}, not ${JSON.stringify(quorum)}.`);
  return { keys, quorum: wanted };
}

async function linesOf(option: OptionName, path: string): Promise<readonly string[]> {
  const file = await readFile(path, 'utf8').catch(() => undefined);
  const lines = file?.split('\n').map((line) => line.trim());
  const written = lines?.filter((line) => line !== '') ?? [];
  if (written.length === 0)
    throw new WrongUsage(
      `The option --${option} needs a verifier key or a file with one, not ${JSON.stringify(path)}.`,
    );
  return written;
}
