import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import { decodeHead, type StoredHead } from './head.ts';
import { fromHex, HASH_BYTES } from './hex.ts';
import type { LogKeys, LogReader } from './log-keys.ts';
import { CompactRange, type Sha256 } from './merkle.ts';
import { decodeTile, hashAt, TILE_HEIGHT, TILE_STEP, TILE_WIDTH, widthOf } from './tiles.ts';

/** Reads tree hashes of a stored log: a few tiles, however long the log is. What it reads is not checked here; a proof made of it is. */
export class StoredTree {
  readonly #reader: LogReader;
  readonly #keys: LogKeys;
  readonly #digest: Sha256;
  /** Tiles read so far, by key. */
  readonly #tiles = new Map<string, Uint8Array>();
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
    const width = 2 ** (height % TILE_HEIGHT);
    const first = index * width;
    const n = Math.floor(first / TILE_WIDTH);
    const tile = await this.tile(level, n);
    const at = first - n * TILE_WIDTH;
    if (tile.length < (at + width) * HASH_BYTES) throw broken(`tile ${n} of level ${level} is too short`);
    if (width === 1) return hashAt(tile, at);
    const range = new CompactRange(this.#digest);
    for (let i = 0; i < width; i++) range.append(hashAt(tile, at + i));
    return range.root();
  }

  /** The hashes of a tile as far as the log goes, 32 bytes each. @throws KernelError log-broken. */
  async tile(level: number, n: number): Promise<Uint8Array> {
    const key = this.#keys.tile(level, n);
    const known = this.#tiles.get(key);
    if (known !== undefined) return known;
    const width = Math.min(TILE_WIDTH, widthOf(level, this.size) - n * TILE_WIDTH);
    const inHead = level === 0 ? width % TILE_STEP : 0;
    const stored = width === inHead ? NOTHING : await this.#stored(key, level, n);
    if (stored.length < (width - inHead) * HASH_BYTES) throw broken(`tile ${n} of level ${level} is too short`);
    const tile = inHead === 0 ? stored : joined(stored.subarray(0, (width - inHead) * HASH_BYTES), this.#newest);
    const whole = tile.subarray(0, width * HASH_BYTES);
    this.#tiles.set(key, whole);
    return whole;
  }

  /** The leaves that no tile holds yet. */
  get #newest(): Uint8Array {
    return fromHex(this.head?.leaves ?? '');
  }

  async #stored(key: string, level: number, n: number): Promise<Uint8Array> {
    const text = await this.#reader.get(key);
    const tile = text === undefined ? undefined : decodeTile(text);
    if (tile === undefined)
      throw broken(`tile ${n} of level ${level} is ${text === undefined ? 'missing' : 'damaged'}`);
    return tile;
  }
}

const NOTHING = new Uint8Array(0);

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

const broken = (what: string): KernelError =>
  new KernelError(
    faultOf('log-broken', `The audit log cannot be read: ${what}. Verify the log to find out what was changed.`),
  );
