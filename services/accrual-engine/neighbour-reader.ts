import type { CollectionHandle } from '@esta-logic/service-sdk';

type Entry = ReturnType<CollectionHandle['query']>[number];

/** Most entries that are fetched at a time: some 64 KB of hours, which fit beside everything else. */
const MOST = 64;

/**
 * Reads what belongs to one person after the other, out of a collection whose keys begin with who they belong to. A page
 * of people stands in the order of those keys: what is fetched for one holds the next ones too, so that a page takes a
 * few system calls and not one for each. Any other order gives the same entries, slower.
 */
export class NeighbourReader {
  readonly #collection: CollectionHandle;
  readonly #limit: number;
  #entries: readonly Entry[] = [];
  /** Keys after this one have been fetched, up to the last entry; undefined before the first fetch. */
  #after: string | undefined;
  #exhausted = false;
  #at = 0;

  /** `people` is how many will be asked for. */
  constructor(collection: CollectionHandle, people: number) {
    this.#collection = collection;
    this.#limit = Math.min(MOST, people + 1);
  }

  /** The entries whose key begins with `prefix`, in key order. */
  read(prefix: string): readonly Entry[] {
    if (!this.#covers(prefix)) this.#fetch(prefix);
    if (this.#at > 0 && this.#entries[this.#at - 1]!.key >= prefix) this.#at = 0;
    const found: Entry[] = [];
    for (;;) {
      for (; this.#at < this.#entries.length; this.#at++) {
        const entry = this.#entries[this.#at]!;
        if (entry.key.startsWith(prefix)) found.push(entry);
        else if (entry.key > prefix) return found;
      }
      if (this.#exhausted) return found;
      this.#fetch(this.#entries.at(-1)!.key);
    }
  }

  #covers(prefix: string): boolean {
    if (this.#after === undefined || prefix < this.#after) return false;
    const last = this.#entries.at(-1);
    return this.#exhausted || (last !== undefined && prefix <= last.key);
  }

  /** A key that is the prefix itself belongs to it too: the fetch begins just before. */
  #fetch(from: string): void {
    this.#entries = this.#collection.query('', { after: from, limit: this.#limit });
    this.#exhausted = this.#entries.length < this.#limit;
    this.#after = from;
    this.#at = 0;
  }
}
