import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import { decodeHead, type StoredHead } from './head.ts';
import { fromHex } from './hex.ts';
import type { LogKeys, LogReader } from './log-keys.ts';
import { CompactRange, type Sha256 } from './merkle.ts';
import { hashesOf, hashesUnder, tileDigits, TILE_HEIGHT, TILE_WIDTH } from './tile-text.ts';
import { storedDigits, widthOf } from './tiles.ts';

/** Reads tree hashes of a stored log: a few tiles, however long the log is. What it reads is not checked here; a proof made of it is. */
export class StoredTree {
  readonly #reader: LogReader;
  readonly #keys: LogKeys;
  readonly #digest: Sha256;
  /** Tiles read so far, by key. */
  readonly #tiles = new Map<string, string>();
  readonly head: StoredHead | undefined;

  private constructor(reader: LogReader, keys: LogKeys, digest: Sha256, head: StoredHead | undefined) {
    this.#reader = reader;
    this.#keys = keys;
    this.#digest = digest;
    this.head = head;
  }

  /** Of the log as it is now. @throws KernelError log-broken when its head is damaged. */
  static async open(reader: LogReader, keys: LogKeys, digest: Sha256): Promise<StoredTree> {
    const text = await reader.get(keys.head);
    const head = text === undefined ? undefined : decodeHead(text);
    if (text !== undefined && head === undefined) throw broken('its head is damaged');
    return new StoredTree(reader, keys, digest, head);
  }

  get size(): number {
    return this.head?.size ?? 0;
  }

  /** The root of the perfect subtree of 2^height leaves that begins at leaf index x 2^height. @throws KernelError log-broken. */
  async subtree(height: number, index: number): Promise<Uint8Array> {
    const level = Math.floor(height / TILE_HEIGHT);
    const within = height % TILE_HEIGHT;
    const first = index * 2 ** within;
    const n = Math.floor(first / TILE_WIDTH);
    const tile = await this.#tile(level, n);
    const hashes = hashesUnder(tile, first - n * TILE_WIDTH, within);
    if (hashes === undefined) throw broken(`tile ${n} of level ${level} is damaged`);
    if (hashes.length === 1) return fromHex(hashes[0] as string);
    const range = new CompactRange(this.#digest);
    for (const hash of hashes) range.append(fromHex(hash));
    return range.root();
  }

  /** The first `width` hashes of a tile, 32 bytes each. @throws KernelError log-broken. */
  async hashes(level: number, n: number, width: number): Promise<Uint8Array> {
    const hashes = hashesOf(await this.#tile(level, n), width);
    if (hashes === undefined) throw broken(`tile ${n} of level ${level} is damaged`);
    return fromHex(hashes.join(''));
  }

  /** The text of a tile as far as the log goes. @throws KernelError log-broken. */
  async #tile(level: number, n: number): Promise<string> {
    const key = this.#keys.tile(level, n);
    const known = this.#tiles.get(key);
    if (known !== undefined) return known;
    const last = n === Math.floor(widthOf(level, this.size) / TILE_WIDTH);
    const digits = last ? storedDigits(level, this.size) : tileDigits(TILE_WIDTH);
    const text = digits === 0 ? '' : await this.#reader.get(key);
    if (text === undefined || text.length < digits)
      throw broken(`tile ${n} of level ${level} is ${text === undefined ? 'missing' : 'too short'}`);
    // A tile that is longer has grown since the head was read.
    const tile = text.slice(0, digits) + (last && level === 0 ? (this.head?.leaves ?? '') : '');
    this.#tiles.set(key, tile);
    return tile;
  }
}

const broken = (what: string): KernelError =>
  new KernelError(
    faultOf('log-broken', `The audit log cannot be read: ${what}. Verify the log to find out what was changed.`),
  );
