import { HASH_DIGITS, isHash } from './hex.ts';

/**
 * The text of a stored tile: hashes in lower-case hexadecimal, 64 digits each, one behind the other; after every
 * STEP_WIDTH of them the root over these. With those roots a proof hashes a dozen times for each tile, and not 250 times.
 */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 2 ** TILE_HEIGHT;
export const STEP_HEIGHT = 4;
export const STEP_WIDTH = 2 ** STEP_HEIGHT;

/** Where hash number i stands, in digits. */
const placeOf = (i: number): number => (i + Math.floor(i / STEP_WIDTH)) * HASH_DIGITS;

/** Digits of a tile of `width` hashes. */
export const tileDigits = placeOf;

/** Hash number i of a tile; undefined when there is none. */
export const hashIn = (tile: string, i: number): string | undefined => hashAt(tile, placeOf(i));

/** The root over step number i of a tile, which is full; undefined when there is none. */
const stepRootIn = (tile: string, i: number): string | undefined =>
  hashAt(tile, placeOf((i + 1) * STEP_WIDTH) - HASH_DIGITS);

function hashAt(tile: string, at: number): string | undefined {
  const hash = tile.slice(at, at + HASH_DIGITS);
  return isHash(hash) ? hash : undefined;
}

/** The first `width` hashes of a tile, without the roots; undefined when it has fewer. */
export const hashesOf = (tile: string, width: number): string[] | undefined => allOf(width, (i) => hashIn(tile, i));

/** The hashes from number `from` on, or the roots over steps, that make a subtree of 2^height of them; undefined when the tile has fewer. */
export const hashesUnder = (tile: string, from: number, height: number): string[] | undefined =>
  height < STEP_HEIGHT
    ? allOf(2 ** height, (i) => hashIn(tile, from + i))
    : allOf(2 ** (height - STEP_HEIGHT), (i) => stepRootIn(tile, from / STEP_WIDTH + i));

function allOf(count: number, read: (i: number) => string | undefined): string[] | undefined {
  const hashes: string[] = [];
  for (let i = 0; i < count; i++) {
    const hash = read(i);
    if (hash === undefined) return undefined;
    hashes.push(hash);
  }
  return hashes;
}

/** How many hashes a tile of so many digits has; undefined when no tile has so many. */
export function widthOfDigits(digits: number): number | undefined {
  const units = digits / HASH_DIGITS;
  const width = units - Math.floor(units / (STEP_WIDTH + 1));
  return placeOf(width) === digits && width <= TILE_WIDTH ? width : undefined;
}

/** The first hash that digit `at` of a tile has a part in: a root has one in all of its step. */
export function firstHashOf(at: number): number {
  const unit = Math.floor(at / HASH_DIGITS);
  const step = Math.floor(unit / (STEP_WIDTH + 1));
  const within = unit % (STEP_WIDTH + 1);
  return step * STEP_WIDTH + (within === STEP_WIDTH ? 0 : within);
}
