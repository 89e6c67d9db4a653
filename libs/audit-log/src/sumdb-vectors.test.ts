import { describe, expect, it } from 'vitest';
import { unwrap } from '@esta-logic/kernel-boundary';
import { verifier } from '../test/signing-keys.ts';
import vectors from '../test/sumdb-vectors.json' with { type: 'json' };
import { digest, keys } from '../test/written-log.ts';
import { memoryStore } from '@esta-logic/testkit';
import { encodeHead } from './head.ts';
import { fromHex, toHex } from './hex.ts';
import { bitsSet, leafHash } from './merkle.ts';
import { proveConsistency, proveInclusion, headAt, verifyConsistency, verifyInclusion } from './prove.ts';
import { readPublished } from './published-files.ts';
import { readCheckpoint } from './published-log.ts';
import { STEP_WIDTH } from './tile-text.ts';
import { GrowingTree } from './tiles.ts';
import { parseVerifierKey } from './verifier-key.ts';

/**
 * What golang.org/x/mod v0.42.0 (sumdb/tlog, sumdb/note), an implementation of other authors, makes of the 600 entries
 * SHA-256("entry 0"), SHA-256("entry 1"), …: roots, proofs, hashes of tiles, and a checkpoint signed with a key of its own.
 */
const entryOf = (n: number): Uint8Array => digest.sha256(new TextEncoder().encode(`entry ${n}`));
const leaves = Array.from({ length: 600 }, (_, n) => leafHash(digest, entryOf(n)));

const store = memoryStore();
const tree = new GrowingTree(digest, keys.tile);
for (const leaf of leaves) void store.commit(tree.append(leaf, toHex(leaf)));
const ofLast = leaves
  .slice(600 - (600 % STEP_WIDTH))
  .map(toHex)
  .join('');
const roots = tree.range.roots
  .map(toHex)
  .slice(0, bitsSet(Math.floor(600 / STEP_WIDTH)))
  .join('');
await store.commit([{ key: keys.head, value: encodeHead({ size: 600, leaves: ofLast, roots }) }]);
const stored = { store, digest, keys };
const rootOf = (size: number) => ({ size, root: vectors.roots.find((head) => head.size === size)?.root ?? '' });

describe('beside golang.org/x/mod', () => {
  it('L11 the roots are the same', async () => {
    for (const root of vectors.roots) expect(unwrap(await headAt(stored, root.size))).toEqual(root);
  });

  it('L13 L14 the proofs are the same, and hold', async () => {
    for (const proof of vectors.inclusion) {
      expect(unwrap(await proveInclusion(stored, proof.seq, proof.size))).toEqual(proof);
      expect(verifyInclusion(digest, toHex(entryOf(proof.seq)), proof, rootOf(proof.size))).toBe(true);
    }
    for (const proof of vectors.consistency) {
      expect(unwrap(await proveConsistency(stored, proof.firstSize, proof.secondSize))).toEqual(proof);
      expect(verifyConsistency(digest, proof, rootOf(proof.firstSize), rootOf(proof.secondSize))).toBe(true);
    }
  });

  it('L20 the published tiles are the same', async () => {
    for (const { level, n, width, sha256 } of vectors.tiles)
      expect(toHex(digest.sha256(unwrap(await readPublished(stored, { level, n, width }))))).toBe(sha256);
  });

  it('L18 its checkpoint verifies under its key', async () => {
    const key = unwrap(parseVerifierKey(digest, vectors.vkey));
    const checkpoint = unwrap(await readCheckpoint(verifier, vectors.checkpoint, [key]));
    expect(checkpoint).toMatchObject({ origin: 'log.example/vectors', ...rootOf(600) });
    expect(fromHex(checkpoint.root)).toEqual(tree.range.root());
  });
});
