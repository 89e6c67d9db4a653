import { HASH_DIGITS } from './hex.ts';
import type { LogReader } from './log-keys.ts';
import { TILE_WIDTH, type TileWrite } from './tiles.ts';

/** A stored tile that is not what the records give. */
export interface WrongTile {
  readonly key: string;
  /** The first record that it does not hold for. */
  readonly seq: number;
}

/**
 * Compares stored tiles with those that the records give. Full tiles of level 0 are compared where the records are
 * (leaf-check.ts); these are the others, which are few, and are looked at when every record is known.
 */
export class TileCheck {
  readonly #store: LogReader;
  readonly #expected = new Map<string, TileWrite>();

  constructor(store: LogReader) {
    this.#store = store;
  }

  /** Tiles that a record completed or made grow. */
  expect(tiles: readonly TileWrite[]): void {
    for (const tile of tiles) this.#expected.set(tile.key, tile);
  }

  /** A tile was compared elsewhere. */
  forget(key: string): void {
    this.#expected.delete(key);
  }

  /** The first that is not stored as it must be; `grown`: the log has gone on meanwhile, so a tile may have become longer. */
  async wrong(grown: boolean): Promise<WrongTile | undefined> {
    for (const tile of this.#expected.values()) {
      const stored = (await this.#store.get(tile.key)) ?? '';
      if (stored !== tile.value && !(grown && stored.startsWith(tile.value)))
        return { key: tile.key, seq: firstDifference(tile, stored) };
    }
    return undefined;
  }
}

function firstDifference({ value, level, n }: TileWrite, stored: string): number {
  let i = 0;
  while (i < value.length && hashAt(stored, i) === hashAt(value, i)) i += HASH_DIGITS;
  return (n * TILE_WIDTH + i / HASH_DIGITS) * TILE_WIDTH ** level;
}

const hashAt = (tile: string, at: number): string => tile.slice(at, at + HASH_DIGITS);
