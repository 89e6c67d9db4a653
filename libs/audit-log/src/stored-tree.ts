import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import { decodeHead, type StoredHead } from './head.ts';
import { fromHex, isHash } from './hex.ts';
import type { LogKeys, LogReader } from './log-keys.ts';
import { CompactRange, type Sha256 } from './merkle.ts';
import { decodeTile, TILE_HEIGHT, TILE_WIDTH, widthOf } from './tiles.ts';

/** Reads tree hashes of a stored log: a few tiles, however long the log is. What it reads is not checked here; a proof made of it is. */
export class StoredTree {
  readonly #reader: LogReader;
  readonly #keys: LogKeys;
  readonly #digest: Sha256;
  /** Tiles read so far, by key. */
  readonly #tiles = new Map<string, readonly string[]>();
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
    const within = tile.slice(first - n * TILE_WIDTH, first - n * TILE_WIDTH + width);
    if (within.length < width) throw broken(`tile ${n} of level ${level} is too short`);
    if (width === 1) return fromHex(within[0] as string);
    const range = new CompactRange(this.#digest);
    for (const hash of within) range.append(fromHex(hash));
    return range.root();
  }

  /** The hashes of a tile as far as the log goes. @throws KernelError log-broken. */
  async tile(level: number, n: number): Promise<readonly string[]> {
    const key = this.#keys.tile(level, n);
    const known = this.#tiles.get(key);
    if (known !== undefined) return known;
    const width = Math.min(TILE_WIDTH, widthOf(level, this.size) - n * TILE_WIDTH);
    const tile = level === 0 && width < TILE_WIDTH ? await this.#newest(n, width) : await this.#stored(key, level, n);
    if (tile.length < width) throw broken(`tile ${n} of level ${level} is too short`);
    const whole = tile.slice(0, width);
    this.#tiles.set(key, whole);
    return whole;
  }

  async #stored(key: string, level: number, n: number): Promise<readonly string[]> {
    const text = await this.#reader.get(key);
    const tile = text === undefined ? undefined : decodeTile(text);
    if (tile === undefined)
      throw broken(`tile ${n} of level ${level} is ${text === undefined ? 'missing' : 'damaged'}`);
    return tile;
  }

  /** Each record names the leaf of the one before it, and the head that of the last. */
  async #newest(n: number, width: number): Promise<readonly string[]> {
    const from = n * TILE_WIDTH;
    const records = await this.#reader.scan({
      from: this.#keys.record(from + 1),
      to: this.#keys.records.to,
      limit: width,
    });
    const leaves = records.map(({ value }) => linkOf(value));
    if (leaves.length === width - 1 && this.head !== undefined) leaves.push(this.head.last);
    if (!leaves.every(isHash)) throw broken(`the links of the records behind record ${from} are damaged`);
    return leaves as string[];
  }
}

function linkOf(record: string): unknown {
  try {
    return (JSON.parse(record) as { prev?: unknown }).prev;
  } catch {
    return undefined;
  }
}

const broken = (what: string): KernelError =>
  new KernelError(
    faultOf('log-broken', `The audit log cannot be read: ${what}. Verify the log to find out what was changed.`),
  );
