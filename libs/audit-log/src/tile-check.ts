import type { LogReader } from './log-keys.ts';
import { firstHashOf, TILE_WIDTH } from './tile-text.ts';
import type { TileWrite } from './tiles.ts';

/** A stored tile that is not what the records give. */
export interface WrongTile {
  readonly key: string;
  /** The first record that it does not hold for. */
  readonly seq: number;
}

/** Compares stored tiles with those that the records give. */
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

  /** Whether a tile that will not grow any more is stored as it must be. */
  async wrongFull(key: string): Promise<WrongTile | undefined> {
    const tile = this.#expected.get(key) as TileWrite;
    this.#expected.delete(key);
    return this.#wrong(tile, false);
  }

  /** As `wrongFull`, of all others; `grown`: the log has gone on meanwhile, so a tile may have become longer. */
  async wrongAtEnd(grown: boolean): Promise<WrongTile | undefined> {
    for (const tile of this.#expected.values()) {
      const wrong = await this.#wrong(tile, grown);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }

  async #wrong({ key, value, level, n }: TileWrite, grown: boolean): Promise<WrongTile | undefined> {
    const stored = (await this.#store.get(key)) ?? '';
    if (stored === value || (grown && stored.startsWith(value))) return undefined;
    let at = 0;
    while (at < value.length && stored[at] === value[at]) at++;
    return { key, seq: (n * TILE_WIDTH + firstHashOf(at)) * TILE_WIDTH ** level };
  }
}
