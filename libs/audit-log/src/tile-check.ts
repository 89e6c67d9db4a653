import type { StoreWrite } from '@esta-logic/kernel-boundary';
import { HASH_DIGITS } from './hex.ts';
import type { LogReader } from './log-keys.ts';
import { TILE_WIDTH } from './tiles.ts';

interface ExpectedTile {
  readonly value: string;
  /** How many records the log had when this tile was written. */
  readonly records: number;
}

/** Compares stored tiles with those that the records give, some time after the records: only then is it certain which of the two is wrong. */
export class TileCheck {
  readonly #store: LogReader;
  readonly #expected = new Map<string, ExpectedTile>();

  constructor(store: LogReader) {
    this.#store = store;
  }

  /** The tiles that record number `records` completed or made grow. */
  expect(tiles: readonly StoreWrite[], records: number): void {
    for (const { key, value } of tiles) this.#expected.set(key, { value: value as string, records });
  }

  /** The first full tile over records of which `confirmed` hold that is not stored as it must be. */
  async wrongFull(confirmed: number): Promise<{ readonly key: string; readonly records: number } | undefined> {
    for (const [key, { value, records }] of this.#expected) {
      if (value.length < TILE_WIDTH * HASH_DIGITS || records > confirmed) continue;
      if ((await this.#store.get(key)) !== value) return { key, records };
      this.#expected.delete(key);
    }
    return undefined;
  }

  /** As `wrongFull`, at the end of the log: of all tiles. One that grew meanwhile begins as expected. */
  async wrongAtEnd(grown: boolean): Promise<{ readonly key: string; readonly records: number } | undefined> {
    for (const [key, { value, records }] of this.#expected) {
      const stored = await this.#store.get(key);
      if (stored !== value && !(grown && stored?.startsWith(value))) return { key, records };
    }
    return undefined;
  }
}
