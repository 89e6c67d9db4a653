import {
  fail,
  fitsUtf8,
  LIMITS,
  ok,
  utf8Length,
  type Eventual,
  type Result,
  type ScanRange,
  type StoredEntry,
} from '@esta-logic/kernel-boundary';
import { whenReady } from './eventual.ts';
import { statePrefix, usageKey, type CollectionName } from './key-grammar.ts';
import { compareKeys, keyAfter, prefixEnd } from './key-order.ts';
import { coveredBy, StoreTransaction, type Transaction } from './transaction.ts';

/**
 * One collection of one service of one tenant, within a transaction: all that a guest can reach.
 * Keys are 1 to LIMITS.keyBytes UTF-8 bytes; values up to LIMITS.valueBytes; neither holds U+0000 or a lone surrogate,
 * which no provider could give back unchanged. Faults: invalid-argument, quota-exceeded.
 */
export interface Collection {
  read(key: string): Eventual<Result<string | undefined>>;
  /** Entries whose key starts with `prefix`, in order of UTF-8 bytes, from the first key after `after`; 1 to LIMITS.queryEntries of them. */
  query(prefix: string, after: string | undefined, limit: number): Eventual<Result<readonly StoredEntry[]>>;
  write(key: string, value: string): Eventual<Result<void>>;
  /** Deleting what does not exist is no fault. */
  delete(key: string): Eventual<Result<void>>;
}

/** A page beyond this could not be handed to a guest: it fills the memory of a user module. */
const PAGE_CHARACTERS = LIMITS.memoryBytesUser.value;
const PIECE_ENTRIES = 128;

export function openCollection(tx: Transaction, name: CollectionName): Collection {
  if (!(tx instanceof StoreTransaction)) throw new Error('A collection is opened in a transaction of this store.');
  const prefix = statePrefix(name);
  const space = new Space(tx, name);
  return {
    read: (key) => checked(keyProblem(key), () => whenReady(tx.get(prefix + key), ok)),
    query: (keyPrefix, after, limit) =>
      checked(queryProblem(keyPrefix, after, limit), () => queryUnder(tx, prefix, keyPrefix, after, limit)),
    write: (key, value) =>
      checked(keyProblem(key) ?? valueProblem(key, value), () => writeUnder(tx, space, prefix, key, value)),
    delete: (key) => checked(keyProblem(key), () => deleteUnder(tx, space, prefix, key)),
  };
}

/** The room that a transaction may take for one (tenant, service), and the work that it may make. */
class Space {
  readonly #tx: StoreTransaction;
  readonly #owner: string;
  readonly #name: CollectionName;

  constructor(tx: StoreTransaction, name: CollectionName) {
    this.#tx = tx;
    this.#owner = usageKey(name.tenantId, name.service);
    this.#name = name;
  }

  /** Faults: quota-exceeded, of the service or of the crank. */
  take(bytes: number, keys: number): Result<void> {
    const full = this.#full();
    if (full) return full;
    const account = this.#tx.account(this.#owner, this.#name.tenantId, this.#name.service);
    const admitted = this.#tx.view.ledger.admit(this.#owner, account, bytes, keys);
    if (!admitted.ok) return admitted;
    account.bytes += bytes;
    account.keys += keys;
    return admitted;
  }

  /** Takes note of a deletion that finds nothing. Fault: quota-exceeded, of the crank. */
  deleteNothing(): Result<void> {
    const full = this.#full();
    if (full) return full;
    this.#tx.idleDeletes++;
    return ok(undefined);
  }

  #full(): Result<never> | undefined {
    if (this.#tx.writeCount + this.#tx.idleDeletes < LIMITS.writesPerCrank.value) return undefined;
    return fail(
      'quota-exceeded',
      `One message may change ${LIMITS.writesPerCrank.value} keys at most; split the work into several messages.`,
    );
  }
}

function queryUnder(
  tx: StoreTransaction,
  prefix: string,
  keyPrefix: string,
  after: string | undefined,
  limit: number,
): Eventual<Result<readonly StoredEntry[]>> {
  const start = after !== undefined && compareKeys(after, keyPrefix) >= 0 ? keyAfter(after) : keyPrefix;
  // The state prefix ends in "/", so there always is a key after it.
  const to = prefixEnd(prefix + keyPrefix) as string;
  return readPage(tx, { from: prefix + start, to, limit }, { entries: [], characters: 0, skip: prefix.length });
}

interface Page {
  readonly entries: StoredEntry[];
  characters: number;
  /** Length of the state prefix, which guests do not see. */
  readonly skip: number;
}

/** Reads a page piece by piece, so that one query cannot make the host hold thousands of the largest values. */
function readPage(tx: StoreTransaction, range: ScanRange, page: Page): Eventual<Result<readonly StoredEntry[]>> {
  if (tx.deletedPassed >= LIMITS.deletedKeysPassedPerCrank.value) {
    return fail(
      'quota-exceeded',
      `The queries of one message may go over ${LIMITS.deletedKeysPassedPerCrank.value} keys that it has deleted; ask from behind them, or in another message.`,
    );
  }
  const wanted = range.limit - page.entries.length;
  const asked = { ...range, limit: Math.min(wanted, PIECE_ENTRIES) };
  return whenReady(tx.scan(asked), (piece) => {
    tx.deletedPassed += tx.deletedIn(coveredBy(asked, piece));
    for (const { key, value } of piece) {
      page.entries.push({ key: key.slice(page.skip), value });
      page.characters += key.length + value.length;
    }
    if (page.characters > PAGE_CHARACTERS) {
      return fail(
        'payload-too-large',
        `The ${page.entries.length} entries found so far have more than ${PAGE_CHARACTERS} characters; ask with a smaller limit.`,
      );
    }
    if (piece.length < PIECE_ENTRIES || piece.length === wanted) return ok(page.entries);
    return readPage(tx, { ...range, from: keyAfter((piece[piece.length - 1] as StoredEntry).key) }, page);
  });
}

function writeUnder(
  tx: StoreTransaction,
  space: Space,
  prefix: string,
  key: string,
  value: string,
): Eventual<Result<void>> {
  return whenReady(tx.get(prefix + key), (before): Result<void> => {
    const grown = utf8Length(value) - (before === undefined ? 0 : utf8Length(before));
    const keyBytes = utf8Length(key);
    const taken = before === undefined ? space.take(keyBytes + grown, 1) : space.take(grown, 0);
    if (!taken.ok) return taken;
    tx.bytesWritten += isOwn(tx, prefix + key) ? grown : keyBytes + utf8Length(value);
    tx.put(prefix + key, value);
    return taken;
  });
}

function deleteUnder(tx: StoreTransaction, space: Space, prefix: string, key: string): Eventual<Result<void>> {
  return whenReady(tx.get(prefix + key), (before): Result<void> => {
    if (before === undefined) return space.deleteNothing();
    const bytes = utf8Length(key) + utf8Length(before);
    const taken = space.take(-bytes, -1);
    if (!taken.ok) return taken;
    if (isOwn(tx, prefix + key)) tx.bytesWritten -= bytes;
    tx.delete(prefix + key);
    return taken;
  });
}

/** Whether the value that a key has was written by the transaction itself. */
const isOwn = (tx: StoreTransaction, key: string): boolean => typeof tx.own.get(key)?.value === 'string';

function checked<T>(problem: string | undefined, act: () => Eventual<Result<T>>): Eventual<Result<T>> {
  return problem === undefined ? act() : fail('invalid-argument', problem);
}

function keyProblem(key: string): string | undefined {
  return key.length === 0 ? 'A key needs at least one character.' : textProblem('key', key, LIMITS.keyBytes.value);
}

const valueProblem = (key: string, value: string): string | undefined =>
  textProblem(`value of key "${key.slice(0, 64)}"`, value, LIMITS.valueBytes.value);

function queryProblem(prefix: string, after: string | undefined, limit: number): string | undefined {
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMITS.queryEntries.value) {
    return `A query's limit is a whole number from 1 to ${LIMITS.queryEntries.value}, not ${limit}; ask page by page.`;
  }
  return (
    textProblem('prefix', prefix, LIMITS.keyBytes.value) ??
    textProblem('key to start after', after ?? '', LIMITS.keyBytes.value)
  );
}

function textProblem(what: string, text: string, maxBytes: number): string | undefined {
  if (!fitsUtf8(text, maxBytes))
    return `The ${what} has ${utf8Length(text)} UTF-8 bytes, and ${maxBytes} are allowed; make it shorter.`;
  if (text.includes('\u0000')) return `The ${what} holds the character U+0000, which cannot be stored; remove it.`;
  if (!text.isWellFormed()) return `The ${what} holds half of a surrogate pair, which is not text; remove it.`;
  return undefined;
}
