import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest, keys, writeLog } from '../test/written-log.ts';
import { toHex } from './hex.ts';
import { CompactRange, leafHash, nodeHash, type Sha256 } from './merkle.ts';
import { treeRoot } from './merkle-proof.ts';
import type { LogHead } from './open-log.ts';
import { headAt, proveConsistency, proveInclusion, verifyConsistency, verifyInclusion } from './prove.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** RFC 6962, 2.1, as it is written there. */
function definedRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return digest.sha256(new Uint8Array(0));
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(digest, definedRoot(leaves.slice(0, split)), definedRoot(leaves.slice(split)));
}

const leavesOf = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, n) => leafHash(digest, bytesOf(`record ${n}`)));

describe('tree', () => {
  it('L11 leaf and root of nothing are RFC 6962 test vectors', () => {
    expect(toHex(leafHash(digest, bytesOf('')))).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(toHex(treeRoot(digest, []))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('L11 the compact range has the root that RFC 6962 defines, for every size up to 70', () => {
    const leaves = leavesOf(70);
    const range = new CompactRange(digest);
    leaves.forEach((leaf, n) => {
      range.append(leaf);
      expect(toHex(range.root())).toBe(toHex(definedRoot(leaves.slice(0, n + 1))));
    });
  });

  it('L12 an append takes two hashes on average and never more than log2 of the size plus one', () => {
    let hashes = 0;
    const counting: Sha256 = { sha256: (bytes) => (hashes++, digest.sha256(bytes)) };
    const range = new CompactRange(counting);
    const leaf = leafHash(digest, bytesOf('x'));
    for (let n = 1; n <= 4096; n++) {
      const before = hashes;
      range.append(leaf);
      expect(hashes - before).toBeLessThanOrEqual(Math.log2(n));
    }
    expect(hashes).toBe(4095);
  });
});

const SIZE = 70;
const written = await writeLog(SIZE);
const { heads } = written;
const options = { store: written.store, digest, keys };
const entry = (seq: number): string => digest.sha256Hex(written.records[seq] as string);
const other = '0'.repeat(64);
const sizes = fc
  .integer({ min: 1, max: SIZE })
  .chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));

describe('proofs', () => {
  it('L13 every record is proved to be in every log that holds it, and in no other', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(SIZE), async ([seq, size], otherSize) => {
        const proof = await proveInclusion(options, seq, size);
        if (!proof.ok) throw new Error(proof.fault.message);
        expect(verifyInclusion(digest, entry(seq), proof.value, heads[size] as LogHead)).toBe(true);
        expect(verifyInclusion(digest, other, proof.value, heads[size] as LogHead)).toBe(false);
        expect(verifyInclusion(digest, entry(seq), { ...proof.value, seq: seq + 0.5 }, heads[size] as LogHead)).toBe(
          false,
        );
        expect(
          verifyInclusion(digest, entry(seq), { ...proof.value, seq: (seq + 1) % size }, heads[size] as LogHead),
        ).toBe(size === 1);
        if (otherSize !== size)
          expect(
            verifyInclusion(digest, entry(seq), { ...proof.value, size: otherSize }, heads[otherSize] as LogHead),
          ).toBe(false);
        expect(
          verifyInclusion(
            digest,
            entry(seq),
            { ...proof.value, path: [...proof.value.path, '0'.repeat(64)] },
            heads[size] as LogHead,
          ),
        ).toBe(false);
        expect(verifyInclusion(digest, entry(seq), { ...proof.value, path: ['zz'] }, heads[size] as LogHead)).toBe(
          false,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('L14 every earlier log is proved to be a beginning of every later one, and no other root is', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(SIZE), async ([less, secondSize], wrong) => {
        const firstSize = less + 1;
        const [first, second] = [heads[firstSize] as LogHead, heads[secondSize] as LogHead];
        const proof = await proveConsistency(options, firstSize, secondSize);
        if (!proof.ok) throw new Error(proof.fault.message);
        expect(verifyConsistency(digest, proof.value, first, second)).toBe(true);
        const otherRoot = (heads[wrong] as LogHead).root;
        if (otherRoot !== first.root)
          expect(verifyConsistency(digest, proof.value, { ...first, root: otherRoot }, second)).toBe(false);
        if (otherRoot !== second.root)
          expect(verifyConsistency(digest, proof.value, first, { ...second, root: otherRoot })).toBe(false);
        if (proof.value.path.length > 0)
          expect(verifyConsistency(digest, { ...proof.value, path: proof.value.path.slice(1) }, first, second)).toBe(
            false,
          );
      }),
      { numRuns: 150 },
    );
  });

  it('L14 the root of every earlier log is read from the tiles of the last', async () => {
    for (let size = 1; size <= SIZE; size++)
      expect(await headAt(options, size)).toEqual({ ok: true, value: heads[size] });
  });

  it('L13 what cannot be proved is a fault with a sentence', async () => {
    expect(await proveInclusion(options, 5, 5)).toMatchObject({ ok: false, fault: { name: 'invalid-argument' } });
    expect(await proveInclusion(options, 5, SIZE + 1)).toMatchObject({ ok: false, fault: { name: 'log-broken' } });
    expect(await headAt(options, 0)).toMatchObject({ ok: false, fault: { name: 'invalid-argument' } });
    expect(await proveConsistency(options, 0, 5)).toMatchObject({ ok: false, fault: { name: 'invalid-argument' } });
  });
});
