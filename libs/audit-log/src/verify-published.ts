import { leafHash, CompactRange } from './merkle.ts';
import { toHex } from './hex.ts';
import { entriesOf } from './published-files.ts';
import { CHECKPOINT_FILE, tilePath, type PublishedTile } from './published-layout.ts';
import { publishedCheckpoint, type PublishedReader, type SignedCheckpoint, type TrustedKeys } from './published-log.ts';
import { TILE_HEIGHT, TILE_WIDTH } from './tile-text.ts';

/** The file that is wrong, and why, as the rest of a sentence that begins with its path. */
export interface PublishedProblem {
  readonly path: string;
  readonly what: string;
}

export interface PublishedReport {
  readonly ok: boolean;
  /** Absent when nothing could be believed from the beginning. */
  readonly checkpoint?: SignedCheckpoint;
  readonly problem?: PublishedProblem;
}

/**
 * Reads a published log whole: its keys and its checkpoint, every entry and every tile, and computes the tree anew.
 * It needs no secret and no record: that a record belongs to an entry is what a receipt shows.
 */
export async function verifyPublished(reader: PublishedReader, trusted: TrustedKeys = {}): Promise<PublishedReport> {
  const signed = await publishedCheckpoint(reader, trusted);
  if (!signed.ok) return { ok: false, problem: { path: CHECKPOINT_FILE, what: signed.fault.message } };
  const checkpoint = signed.value;
  const walk = new PublishedWalk(reader);
  const problem =
    (await walk.run(checkpoint.size)) ??
    (walk.root() === checkpoint.root
      ? undefined
      : { path: CHECKPOINT_FILE, what: 'its root is not that of the published entries' });
  return problem === undefined ? { ok: true, checkpoint } : { ok: false, checkpoint, problem };
}

class PublishedWalk {
  readonly #reader: PublishedReader;
  readonly #range: CompactRange;
  /** Of each level the hashes of the tile that is not compared yet, and how many tiles were. */
  readonly #tiles: Uint8Array[][] = [];
  readonly #compared: number[] = [];

  constructor(reader: PublishedReader) {
    this.#reader = reader;
    this.#range = new CompactRange(reader.digest);
  }

  root(): string {
    return toHex(this.#range.root());
  }

  async run(size: number): Promise<PublishedProblem | undefined> {
    for (let n = 0; n * TILE_WIDTH < size; n++) {
      const width = Math.min(TILE_WIDTH, size - n * TILE_WIDTH);
      const problem =
        (await this.#takeEntries({ level: 'entries', n, width })) ?? (await this.#compareTiles(TILE_WIDTH));
      if (problem !== undefined) return problem;
    }
    return this.#compareTiles(1);
  }

  async #takeEntries(bundle: PublishedTile): Promise<PublishedProblem | undefined> {
    const path = tilePath(bundle);
    const bytes = await this.#reader.read(path);
    const entries = bytes && entriesOf(bytes, bundle.width);
    if (entries === undefined) return { path, what: bytes ? 'its entries are damaged' : 'it is missing' };
    for (const entry of entries) this.#range.append(leafHash(this.#reader.digest, entry), this.#completed);
    return undefined;
  }

  readonly #completed = (height: number, root: Uint8Array): void => {
    if (height % TILE_HEIGHT === 0) (this.#tiles[height / TILE_HEIGHT] ??= []).push(root);
  };

  /** Of all levels the tile that has at least so many hashes. */
  async #compareTiles(atLeast: number): Promise<PublishedProblem | undefined> {
    for (const [level, hashes] of this.#tiles.entries()) {
      if (hashes.length < atLeast) continue;
      const n = this.#compared[level] ?? 0;
      const path = tilePath({ level, n, width: hashes.length });
      const bytes = await this.#reader.read(path);
      if (bytes === undefined) return { path, what: 'it is missing' };
      if (!isJoined(bytes, hashes)) return { path, what: 'its hashes are not those of the published entries' };
      this.#compared[level] = n + 1;
      hashes.length = 0;
    }
    return undefined;
  }
}

function isJoined(bytes: Uint8Array, hashes: readonly Uint8Array[]): boolean {
  return (
    bytes.length === hashes.length * 32 &&
    hashes.every((hash, i) => hash.every((byte, j) => byte === bytes[i * 32 + j]))
  );
}
