import type { Digest, StoreWrite } from '@esta-logic/kernel-boundary';
import { isHash } from './hex.ts';
import { isSalt, SALT_DIGITS } from './salts.ts';

/**
 * What came in the batch of a record and is proved by nothing else (messages under way, remembered answers, dead
 * letters, what the kernel keeps about itself) is listed beside the record, and the record commits to the list.
 *
 *   list   = <salt> [ [<key>, <hash> | null]... ]      stored beside the record; no list when there is nothing to list
 *   hash   = SHA-256 of the value's UTF-8, 64 lower-case hexadecimal digits; null for a key that was deleted
 *   writes = SHA-256(list): a member of the record
 *
 * It stands by itself, because whoever is shown a record need not learn what else happened.
 */
export interface ListedWrite {
  readonly key: string;
  /** Of the value; `null` when the key was deleted. */
  readonly hash: string | null;
}

/** Writes as they are listed. */
export const listWrites = (digest: Pick<Digest, 'sha256Hex'>, writes: readonly StoreWrite[]): readonly ListedWrite[] =>
  writes.map(({ key, value }) => ({ key, hash: value === null ? null : digest.sha256Hex(value) }));

export const encodeWrites = (salt: string, list: readonly ListedWrite[]): string =>
  salt + JSON.stringify(list.map(({ key, hash }) => [key, hash]));

/** Undefined when the text is no list. That it has only one spelling is what its hash is for. */
export function decodeWrites(text: string): readonly ListedWrite[] | undefined {
  if (!isSalt(text.slice(0, SALT_DIGITS))) return undefined;
  try {
    const list: unknown = JSON.parse(text.slice(SALT_DIGITS));
    return Array.isArray(list) && list.every(isPair) ? list.map(([key, hash]) => ({ key, hash })) : undefined;
  } catch {
    return undefined;
  }
}

const isPair = (value: unknown): value is [string, string | null] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && (value[1] === null || isHash(value[1]));
