import type { StoreWrite } from '@esta-logic/kernel-boundary';
import { fromHex, toHex } from './hex.ts';
import { CompactRange, type Sha256 } from './merkle.ts';
import { STEP_HEIGHT, STEP_WIDTH, tileDigits, TILE_HEIGHT, TILE_WIDTH } from './tile-text.ts';

/**
 * The tree is kept in tiles of height 8 (C2SP tlog-tiles), so that a proof reads a few tiles and not the whole log.
 *
 *   tile(level, n) = the hashes of the perfect subtrees of height 8 x level, numbered from 256 x n, at most 256 of them
 *   stored         = as tile-text.ts says
 *
 * A tile of level 0 is stored whenever it has grown by a step of 16 hashes; those behind stand in the head (head.ts). So
 * every hash of the tree can be read, and an append writes some hundred characters for it and not the whole tile. A tile
 * of a level above is stored whenever it grows, once in 256 records.
 */

/** How many hashes a level has in a tree of `size` leaves. */
export const widthOf = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** Digits that are stored of the last, unfinished tile of a level; 0 when it is not begun. */
export function storedDigits(level: number, size: number): number {
  const width = widthOf(level, size) % TILE_WIDTH;
  return tileDigits(level === 0 ? width - (width % STEP_WIDTH) : width);
}

/** How many levels have any hash. */
export function levelsOf(size: number): number {
  let levels = 0;
  while (widthOf(levels, size) > 0) levels++;
  return levels;
}

/** A tile that has to be stored. */
export interface TileWrite extends StoreWrite {
  readonly value: string;
  readonly level: number;
  readonly n: number;
}

const NO_TILES: readonly TileWrite[] = [];

/** The tree of a log that grows: what an append, a checkpoint and the stored head and tiles need. */
export class GrowingTree {
  readonly range: CompactRange;
  readonly #keyOf: (level: number, n: number) => string;
  /** Of each level the text of the tile that is not full yet. */
  readonly #edge: string[];
  /** Levels whose tile has grown. */
  #grown: number[] = [];
  #leaf = '';

  /** `edge` and `roots`: those of a tree of `size` leaves. */
  constructor(
    digest: Sha256,
    keyOf: (level: number, n: number) => string,
    size = 0,
    edge: readonly string[] = [],
    roots: readonly Uint8Array[] = [],
  ) {
    this.range = new CompactRange(digest, size, roots);
    this.#keyOf = keyOf;
    this.#edge = [...edge];
  }

  /** `leafHex` is the leaf in hexadecimal. Returns the tiles to store. */
  append(leaf: Uint8Array, leafHex: string): readonly TileWrite[] {
    this.#leaf = leafHex;
    this.range.append(leaf, this.#completed);
    if (this.#grown.length === 0) return NO_TILES;
    const writes = this.#grown.map((level) => this.#write(level));
    this.#grown = [];
    return writes;
  }

  readonly #completed = (height: number, root: Uint8Array): void => {
    const within = height % TILE_HEIGHT;
    if (within !== 0 && within !== STEP_HEIGHT) return;
    const level = Math.floor(height / TILE_HEIGHT);
    this.#edge[level] = (this.#edge[level] ?? '') + (height === 0 ? this.#leaf : toHex(root));
    if (level === 0 ? within === STEP_HEIGHT : within === 0) this.#grown.push(level);
  };

  #write(level: number): TileWrite {
    const value = this.#edge[level] as string;
    const n = Math.ceil(widthOf(level, this.range.size) / TILE_WIDTH) - 1;
    if (value.length === tileDigits(TILE_WIDTH)) this.#edge[level] = '';
    return { key: this.#keyOf(level, n), value, level, n };
  }
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
