import type { StoredHead } from './head.ts';
import { HASH_DIGITS, toHex } from './hex.ts';
import type { LogKeys, LogReader } from './log-keys.ts';
import { bitsSet, type Sha256 } from './merkle.ts';
import { hashesOf, hashIn, STEP_WIDTH, TILE_WIDTH, widthOfDigits } from './tile-text.ts';
import { rootsOfEdge, storedDigits } from './tiles.ts';

/** Where the leaves of the records and those that are stored part. */
export interface LeafMismatch {
  /** Counted from the first leaf of the tile. */
  readonly at: number;
  /** The stored leaves are those that the tree above them was made of: so the record was changed, and not they. */
  readonly storedHold: boolean;
}

/**
 * Compares the leaves of one tile of records with the stored ones: those in the tile of level 0 and, in the newest, those
 * in the head. Where they differ the hash over the stored leaves tells which of the two was changed.
 */
export class LeafCheck {
  readonly #store: LogReader;
  readonly #keys: LogKeys;
  readonly #digest: Sha256;

  constructor(store: LogReader, keys: LogKeys, digest: Sha256) {
    this.#store = store;
    this.#keys = keys;
    this.#digest = digest;
  }

  /** `leaves`: in hexadecimal, of the first records of tile `n`; `head`: one that counts them. */
  async mismatch(n: number, leaves: readonly string[], head: StoredHead): Promise<LeafMismatch | undefined> {
    const stored = await this.#stored(n, head);
    const at = leaves.findIndex((leaf, i) => stored[i] !== leaf);
    return at < 0 ? undefined : { at, storedHold: await this.#hold(n, stored, head) };
  }

  /** What there is of the leaves. A tile that is longer than the head says has grown since, and the head's leaves are in it. */
  async #stored(n: number, head: StoredHead): Promise<readonly string[]> {
    const tile = (await this.#store.get(this.#keys.tile(0, n))) ?? '';
    const width = head.size - n * TILE_WIDTH;
    const isNewest = width < TILE_WIDTH && tile.length === storedDigits(0, head.size);
    const text = isNewest ? tile + head.leaves : tile;
    return hashesOf(text, widthOfDigits(text.length) ?? 0) ?? [];
  }

  async #hold(n: number, stored: readonly string[], head: StoredHead): Promise<boolean> {
    const width = head.size - n * TILE_WIDTH;
    const roots = rootsOfEdge(this.#digest, [stored]).map(toHex);
    if (width >= TILE_WIDTH) return stored.length === TILE_WIDTH && roots[0] === (await this.#above(n));
    const inHead = head.roots.slice(head.roots.length - HASH_DIGITS * bitsSet(Math.floor(width / STEP_WIDTH)));
    return stored.length === width && roots.join('').startsWith(inHead);
  }

  /** The hash over a full tile, where the tile above has it. */
  async #above(n: number): Promise<string | undefined> {
    const tile = await this.#store.get(this.#keys.tile(1, Math.floor(n / TILE_WIDTH)));
    return tile === undefined ? undefined : hashIn(tile, n % TILE_WIDTH);
  }
}
