import { fail, ok, type Result, type StorageProvider } from '@esta-logic/kernel-boundary';
import { blobKey, crankKey, messageKey, RANGES } from '@esta-logic/storage';
import type { CrankRecord } from './crank-record.ts';
import { decodeTerms, type CrankTerms } from './crank-terms.ts';
import { blobsOf, decodeRecord } from './decode-record.ts';
import { stateWritesOf } from './state-writes.ts';

/** A crank as it is stored, with everything that its record names. */
export interface StoredCrank {
  /** The record's text: what its audit record commits to, section by section. */
  readonly text: string;
  /** By hash: every blob that the record needs, its terms among them. */
  readonly blobs: ReadonlyMap<string, string>;
  readonly record: CrankRecord;
  readonly terms: CrankTerms;
}

export interface CrankRange {
  /** First number, inclusive; 0 by default. */
  readonly from?: number;
  /** Last number, exclusive; no bound by default. */
  readonly to?: number;
  /** Only the cranks of this process. */
  readonly process?: string;
}

const PAGE = 256;
/** Blobs of so many characters are kept at hand while a range is read. */
const CACHED_CHARACTERS = 32 * 1024 * 1024;

/** Reads the crank records of a data directory; the one who writes them is `JournalWriter`. */
export class Journal {
  readonly #store: Pick<StorageProvider, 'get' | 'scan'>;
  readonly #blobs = new Map<string, string>();
  readonly #terms = new Map<string, CrankTerms>();
  #cached = 0;

  constructor(store: Pick<StorageProvider, 'get' | 'scan'>) {
    this.#store = store;
  }

  /** The crank whose audit record has that number. Faults: not-found, log-broken. */
  async read(seq: number): Promise<Result<StoredCrank>> {
    const text = await this.#store.get(crankKey(seq));
    return text === undefined
      ? fail('not-found', `Record ${seq} of the log is no crank, or has no record in the journal.`)
      : this.#open(text);
  }

  /** The number of the last crank that took a message. */
  async seqOf(messageId: string): Promise<number | undefined> {
    const seq = await this.#store.get(messageKey(messageId));
    return seq === undefined ? undefined : Number(seq);
  }

  /** Cranks in order, read page by page. A damaged one is a fault (log-broken) in its place. */
  async *cranks({ from = 0, to = Number.MAX_SAFE_INTEGER, process }: CrankRange = {}): AsyncGenerator<
    Result<StoredCrank>
  > {
    const end = to > Number.MAX_SAFE_INTEGER - 1 ? RANGES.cranks.to : crankKey(to);
    for (let next = crankKey(from); ;) {
      const page = await this.#store.scan({ from: next, to: end, limit: PAGE });
      for (const { value } of page) {
        const crank = await this.#open(value);
        if (process === undefined || !crank.ok || crank.value.record.process === process) yield crank;
      }
      if (page.length < PAGE) return;
      next = `${page[page.length - 1]!.key}\u0000`;
    }
  }

  /** The whole state after the crank of that number, as the keys and values of the store. Fault: log-broken. */
  async stateAsOf(seq: number): Promise<Result<ReadonlyMap<string, string>>> {
    const state = new Map<string, string>();
    for await (const crank of this.cranks({ to: seq + 1 })) {
      if (!crank.ok) return crank;
      for (const { key, value } of stateWritesOf(crank.value.record, crank.value.terms)) {
        if (value === null) state.delete(key);
        else state.set(key, value);
      }
    }
    return ok(state);
  }

  async #open(text: string): Promise<Result<StoredCrank>> {
    const hashes = blobsOf(text);
    if (!hashes.ok) return hashes;
    const blobs = new Map<string, string>();
    for (const hash of hashes.value) {
      const blob = this.#blobs.get(hash) ?? (await this.#store.get(blobKey(hash)));
      if (blob === undefined) continue;
      blobs.set(hash, blob);
      this.#keep(hash, blob);
    }
    const record = decodeRecord(text, (hash) => blobs.get(hash));
    if (!record.ok) return record;
    const terms = this.#termsOf(record.value.terms, blobs);
    return terms.ok ? ok({ text, blobs, record: record.value, terms: terms.value }) : terms;
  }

  #termsOf(hash: string, blobs: ReadonlyMap<string, string>): Result<CrankTerms> {
    const known = this.#terms.get(hash);
    if (known) return ok(known);
    const text = blobs.get(hash);
    if (text === undefined)
      return fail('log-broken', `The blob ${hash} is missing, which holds the terms of a crank; restore a backup.`);
    const terms = decodeTerms(text);
    if (terms.ok) this.#terms.set(hash, terms.value);
    return terms;
  }

  #keep(hash: string, blob: string): void {
    if (this.#blobs.has(hash)) return;
    this.#blobs.set(hash, blob);
    this.#cached += blob.length;
    for (const [oldest, text] of this.#blobs) {
      if (this.#cached <= CACHED_CHARACTERS) break;
      this.#blobs.delete(oldest);
      this.#cached -= text.length;
    }
  }
}
