import type { StoreWrite } from '@esta-logic/kernel-boundary';
import { fromHex, HASH_BYTES, HASH_DIGITS, toHex } from './hex.ts';
import { CompactRange, type Sha256 } from './merkle.ts';

/**
 * The tree is kept in tiles of height 8 (C2SP tlog-tiles), so that a proof reads a few tiles and not the whole log.
 *
 *   tile(level, n) = the hashes of the perfect subtrees of height 8 x level, numbered from 256 x n, at most 256 of them
 *   stored         = those hashes in lower-case hexadecimal, one behind the other, 64 digits each
 *
 * A tile of level 0 is stored whenever it has grown by TILE_STEP hashes; those behind stand in the head (head.ts). So
 * every hash of the tree can be read, and an append writes a thousand characters for it and not the whole tile. A tile
 * of a level above is stored whenever it grows, once in 256 records.
 */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 2 ** TILE_HEIGHT;
/** Divides TILE_WIDTH. */
export const TILE_STEP = 16;

/** How many hashes a level has in a tree of `size` leaves. */
export const widthOf = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** How many hashes of the last, unfinished tile of a level are stored as that tile. */
export const storedWidthOf = (level: number, size: number): number => {
  const width = widthOf(level, size) % TILE_WIDTH;
  return level === 0 ? width - (width % TILE_STEP) : width;
};

/** How many levels have any hash. */
export function levelsOf(size: number): number {
  let levels = 0;
  while (widthOf(levels, size) > 0) levels++;
  return levels;
}

const HEX = /^[0-9a-f]*$/;

/** The hashes of a stored tile, 32 bytes each, one behind the other; undefined when the text is not one. */
export const decodeTile = (text: string): Uint8Array | undefined => (isTile(text) ? fromHex(text) : undefined);

export const isTile = (text: string): boolean =>
  text.length > 0 && text.length % HASH_DIGITS === 0 && text.length <= TILE_WIDTH * HASH_DIGITS && HEX.test(text);

/** Hash number i of a tile. */
export const hashAt = (tile: Uint8Array, i: number): Uint8Array => tile.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);

/** A tile that has to be stored. */
export interface TileWrite extends StoreWrite {
  readonly value: string;
  readonly level: number;
  readonly n: number;
}

/** The right edge of a tree that grows: of each level the hashes of the tile that is not full yet. */
export class GrowingTiles {
  readonly #keyOf: (level: number, n: number) => string;
  readonly #edge: string[][];
  /** How many full tiles each level has. */
  readonly #full: number[];

  /** `edge[level]`: the hashes that a tree of `size` leaves has in the last, unfinished tile of that level. */
  constructor(keyOf: (level: number, n: number) => string, size = 0, edge: readonly (readonly string[])[] = []) {
    this.#keyOf = keyOf;
    this.#edge = edge.map((hashes) => [...hashes]);
    this.#full = edge.map((_, level) => Math.floor(widthOf(level, size) / TILE_WIDTH));
  }

  /** A hash more at the end of a level; adds to `writes` the tile that has to be stored for it. */
  push(level: number, hash: string, writes: TileWrite[]): void {
    const tile = (this.#edge[level] ??= []);
    const n = (this.#full[level] ??= 0);
    tile.push(hash);
    if (level > 0 || tile.length % TILE_STEP === 0)
      writes.push({ key: this.#keyOf(level, n), value: tile.join(''), level, n });
    if (tile.length < TILE_WIDTH) return;
    tile.length = 0;
    this.#full[level] = n + 1;
  }
}

const NO_TILES: readonly TileWrite[] = [];

/** The tree of a log that grows: what an append, a checkpoint and the stored head and tiles need. */
export class GrowingTree {
  readonly range: CompactRange;
  readonly #tiles: GrowingTiles;
  #writes: TileWrite[] = [];

  constructor(digest: Sha256, tiles: GrowingTiles, size = 0, roots: readonly Uint8Array[] = []) {
    this.range = new CompactRange(digest, size, roots);
    this.#tiles = tiles;
  }

  /** `leafHex` is the leaf in hexadecimal. Returns the tiles to store. */
  append(leaf: Uint8Array, leafHex: string): readonly TileWrite[] {
    this.#tiles.push(0, leafHex, this.#writes);
    this.range.append(leaf, this.#completed);
    if (this.#writes.length === 0) return NO_TILES;
    const writes = this.#writes;
    this.#writes = [];
    return writes;
  }

  readonly #completed = (height: number, root: Uint8Array): void => {
    if (height > 0 && height % TILE_HEIGHT === 0) this.#tiles.push(height / TILE_HEIGHT, toHex(root), this.#writes);
  };
}

/** The perfect subtrees, largest first, of the tree that has this right edge: the hashes of the unfinished tile of each level. */
export function rootsOfEdge(digest: Sha256, edge: readonly (readonly string[])[]): Uint8Array[] {
  const roots: Uint8Array[] = [];
  for (let level = edge.length - 1; level >= 0; level--) {
    const range = new CompactRange(digest);
    for (const hash of edge[level] as readonly string[]) range.append(fromHex(hash));
    roots.push(...range.roots);
  }
  return roots;
}
