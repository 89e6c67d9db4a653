import { TILE_WIDTH } from './tile-text.ts';
import { widthOf } from './tiles.ts';

/**
 * The files of a published log (C2SP tlog-tiles), each below the directory or the URL prefix of the log:
 *
 *   checkpoint                          the newest signed checkpoint, with any cosignatures
 *   keys.json                           the keys that the log has had (key-chain.ts); not part of tlog-tiles
 *   tile/<level>/<number>[.p/<width>]   up to 256 hashes of 32 bytes; `.p/<width>` when it is not full
 *   tile/entries/<number>[.p/<width>]   the commitments behind the hashes of a tile of level 0, each with its length before it
 *   number                              in groups of three digits, all but the last with an `x` before them: x001/x234/067
 */
export const CHECKPOINT_FILE = 'checkpoint';
export const KEYS_FILE = 'keys.json';

/** A tile of hashes, or of entries. */
export interface PublishedTile {
  readonly level: number | 'entries';
  readonly n: number;
  /** How many hashes or entries it has, 1 to 256. */
  readonly width: number;
}

export function tilePath({ level, n, width }: PublishedTile): string {
  const groups: string[] = [];
  for (let rest = n, last = true; last || rest > 0; rest = Math.floor(rest / 1000), last = false)
    groups.unshift(`${last ? '' : 'x'}${String(rest % 1000).padStart(3, '0')}`);
  return `tile/${level}/${groups.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

const TILE = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/;

/** Undefined for a path that is no tile's, in its only spelling. */
export function parseTilePath(path: string): PublishedTile | undefined {
  const [, level, number = '', width] = TILE.exec(path) ?? [];
  if (level === undefined) return undefined;
  const tile: PublishedTile = {
    level: level === 'entries' ? level : Number(level),
    n: Number(number.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  const sound = Number.isSafeInteger(tile.n) && tile.width >= 1 && tile.width <= TILE_WIDTH;
  return sound && tilePath(tile) === path ? tile : undefined;
}

/** All tiles of a log of `size` records that one of `published` records does not have. */
export function* tilesBetween(published: number, size: number): Generator<PublishedTile> {
  for (let level = 0; widthOf(level, size) > 0; level++) {
    const [before, now] = [widthOf(level, published), widthOf(level, size)];
    if (before === now) continue;
    for (let n = Math.floor(before / TILE_WIDTH); n * TILE_WIDTH < now; n++) {
      const width = Math.min(TILE_WIDTH, now - n * TILE_WIDTH);
      if (level === 0) yield { level: 'entries', n, width };
      yield { level, n, width };
    }
  }
}
