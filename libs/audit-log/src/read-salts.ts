import { fail, ok, type Result } from '@esta-logic/kernel-boundary';
import type { ProveOptions } from './prove.ts';
import { createSalts, decodeSecret, type Salts } from './salts.ts';

/** The salts of a stored log: for whoever makes receipts out of its data directory. Fault: log-broken. */
export async function readSalts({ store, keys, digest }: ProveOptions): Promise<Result<Salts>> {
  const text = await store.get(keys.secret);
  const secret = text === undefined ? undefined : decodeSecret(digest, text);
  return secret === undefined
    ? fail(
        'log-broken',
        `The secret of the audit log is ${text === undefined ? 'missing' : 'damaged'}; verify the log.`,
      )
    : ok(createSalts(digest, secret));
}
