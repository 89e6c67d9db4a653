import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '@esta-logic/kernel-boundary';
import { signerOf, verifier } from '../test/signing-keys.ts';
import { digest, keys, writeLog, type WrittenLog } from '../test/written-log.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { encodeKeyChain, rotateKey, type KeyChain } from './key-chain.ts';
import { signNote } from './note-signing.ts';
import type { LogHead } from './open-log.ts';
import { readPublished } from './published-files.ts';
import { parseTilePath, tilePath, tilesBetween, type PublishedTile } from './published-layout.ts';
import { publishedCheckpoint, publishedKeys, type PublishedReader } from './published-log.ts';
import { formatVerifierKey } from './verifier-key.ts';
import { verifyPublished } from './verify-published.ts';
import {
  askOfPublished,
  decodeWitnessState,
  encodeWitnessState,
  formatAddCheckpoint,
  parseAddCheckpoint,
  witnessCheckpoint,
} from './witness.ts';

const signer = signerOf('log.example', 1);
const witness = signerOf('witness.example', 2, 'witness');
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const chain: KeyChain = { first: formatVerifierKey(signer.key), notes: [] };

/** Publishes the first `size` records over what is published already. */
async function publish(log: WrittenLog, size: number, files = new Map<string, Uint8Array>(), before = 0) {
  const stored = { store: log.store, digest, keys };
  for (const tile of tilesBetween(before, size)) files.set(tilePath(tile), unwrap(await readPublished(stored, tile)));
  const head = log.heads[size] as LogHead;
  files.set('checkpoint', bytesOf(await signNote(signer, formatCheckpoint({ origin: 'log.example', ...head }))));
  files.set('keys.json', bytesOf(encodeKeyChain(chain)));
  return files;
}

const readerOf = (files: ReadonlyMap<string, Uint8Array>): PublishedReader => ({
  digest,
  verifier,
  read: (path) => files.get(path),
});

const log = await writeLog(600);
const files = await publish(log, 600);
const trusted = { log: signer.key };

describe('a published log', () => {
  it('L20 paths are those of the specification, and each has one spelling', () => {
    expect(tilePath({ level: 0, n: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 'entries', n: 5, width: 7 })).toBe('tile/entries/005.p/7');
    fc.assert(
      fc.property(
        fc.constantFrom<PublishedTile['level']>('entries', 0, 1, 6),
        fc.nat(10_000_000),
        fc.integer({ min: 1, max: 256 }),
        (level, n, width) => {
          expect(parseTilePath(tilePath({ level, n, width }))).toEqual({ level, n, width });
        },
      ),
    );
    for (const wrong of [
      'tile/0/1',
      'tile/00/001',
      'tile/0/x000/001',
      'tile/0/001.p/0',
      'tile/0/001.p/256',
      'tile/0/../x',
    ])
      expect(parseTilePath(wrong)).toBeUndefined();
  });

  it('L20 a log of 70,000 records has the tiles that the specification counts', () => {
    const tiles = [...tilesBetween(0, 70_000)];
    const count = (level: PublishedTile['level'], full: boolean) =>
      tiles.filter((tile) => tile.level === level && (tile.width === 256) === full).map(({ width }) => width);
    expect([count(0, true).length, count(0, false), count(1, true).length, count(1, false), count(2, false)]).toEqual([
      273,
      [112],
      1,
      [17],
      [1],
    ]);
    expect(count('entries', true)).toHaveLength(273);
  });

  it('L20 verifies at any size, also when it was published in steps', async () => {
    for (const steps of [[1], [255], [256], [257, 600], [100, 255, 256, 512, 600]]) {
      const published = new Map<string, Uint8Array>();
      let before = 0;
      for (const size of steps) {
        await publish(log, size, published, before);
        before = size;
      }
      const report = await verifyPublished(readerOf(published), trusted);
      expect(report).toMatchObject({ ok: true, checkpoint: { size: before, root: log.heads[before]?.root } });
    }
  });

  it('L21 any byte of any published file set to any other value is found, and a file is named', async () => {
    const paths = [...files.keys()];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(paths.length - 1),
        fc.nat(20_000),
        fc.integer({ min: 1, max: 255 }),
        async (p, at, by) => {
          const path = paths[p] as string;
          const changed = (files.get(path) as Uint8Array).slice();
          const index = at % changed.length;
          changed[index] = ((changed[index] as number) + by) & 0xff;
          const report = await verifyPublished(readerOf(new Map(files).set(path, changed)), trusted);
          expect(report.ok).toBe(false);
          // A changed entry shows in the tile over it; a damaged list of keys leaves the checkpoint without one.
          const suspects = path.startsWith('tile/entries/')
            ? [path, path.replace('entries', '0')]
            : [path, 'checkpoint'];
          expect(suspects).toContain(report.problem?.path);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('L21 a file that is missing is named', async () => {
    for (const path of files.keys()) {
      const without = new Map(files);
      without.delete(path);
      const report = await verifyPublished(readerOf(without));
      expect(report.ok).toBe(false);
      expect(`${report.problem?.path} ${report.problem?.what}`).toContain(path);
    }
  });

  it('L21 a checkpoint of another log, another key or another tree is refused', async () => {
    const other = signerOf('log.example', 9);
    const head = log.heads[600] as LogHead;
    for (const note of [
      await signNote(other, formatCheckpoint({ origin: 'log.example', ...head })),
      await signNote(signer, formatCheckpoint({ origin: 'other.example', ...head })),
      await signNote(signer, formatCheckpoint({ origin: 'log.example', ...(log.heads[599] as LogHead), size: 600 })),
    ])
      expect((await verifyPublished(readerOf(new Map(files).set('checkpoint', bytesOf(note))), trusted)).ok).toBe(
        false,
      );
    expect((await verifyPublished(readerOf(files), { log: other.key })).ok).toBe(false);
  });

  it('L19 after a rotation whoever pinned the first key, or a later one, reads on', async () => {
    const next = signerOf('log.example', 7);
    const rotated = await rotateKey(chain, signer, next.key);
    const head = log.heads[600] as LogHead;
    const after = new Map(files)
      .set('keys.json', bytesOf(encodeKeyChain(rotated)))
      .set('checkpoint', bytesOf(await signNote(next, formatCheckpoint({ origin: 'log.example', ...head }))));
    for (const pinned of [signer.key, next.key, undefined])
      expect((await publishedCheckpoint(readerOf(after), { log: pinned })).ok).toBe(true);
    expect((await publishedCheckpoint(readerOf(after), { log: signerOf('log.example', 8).key })).ok).toBe(false);
    // The old key signs no more.
    expect((await publishedCheckpoint(readerOf(new Map(after).set('checkpoint', files.get('checkpoint')!)))).ok).toBe(
      false,
    );
    expect(unwrap(await publishedKeys(readerOf(new Map()), signer.key))).toEqual([signer.key]);
  });
});

describe('a witness', () => {
  const parts = { digest, verifier, signer: witness, now: 1_750_000_000_999, logKeys: [signer.key] };
  const checkpointOf = (head: LogHead) => signNote(signer, formatCheckpoint({ origin: 'log.example', ...head }));

  it('L22 cosigns every checkpoint that goes on from the last, and its cosignature verifies', async () => {
    let state = unwrap(decodeWitnessState(encodeWitnessState({})));
    let seen = 0;
    for (const size of [0, 1, 1, 200, 257, 600]) {
      const published = await publish(log, size);
      const note = await checkpointOf(log.heads[size] as LogHead);
      const asked = await askOfPublished(readerOf(published), note, seen, size);
      expect(unwrap(parseAddCheckpoint(formatAddCheckpoint(asked)))).toEqual(asked);
      const cosigned = unwrap(await witnessCheckpoint(parts, state, asked));
      const reader = readerOf(new Map(published).set('checkpoint', bytesOf(cosigned.note)));
      const read = unwrap(await publishedCheckpoint(reader, { ...trusted, witnesses: [witness.key] }));
      expect(read.signatures).toEqual([{ key: signer.key }, { key: witness.key, time: 1_750_000_000_000 }]);
      state = unwrap(decodeWitnessState(encodeWitnessState(cosigned.state)));
      seen = size;
    }
  });

  it('L22 refuses a fork, a step back, a request that does not begin where it stands, and a stranger', async () => {
    const other = await writeLog(600, 5);
    const state = { 'log.example': log.heads[300] as LogHead };
    const forked = await publish(other, 600);
    const ask = async (files: Map<string, Uint8Array>, head: LogHead, oldSize: number) =>
      askOfPublished(readerOf(files), await checkpointOf(head), oldSize, head.size);
    const fault = async (asked: Parameters<typeof witnessCheckpoint>[2]) => {
      const result = await witnessCheckpoint(parts, state, asked);
      return result.ok ? 'cosigned' : result.fault.name;
    };
    expect(await fault(await ask(forked, other.heads[600] as LogHead, 300))).toBe('log-broken');
    expect(await fault(await ask(forked, other.heads[300] as LogHead, 300))).toBe('log-broken');
    expect(await fault(await ask(files, log.heads[200] as LogHead, 200))).toBe('conflict');
    expect(await fault(await ask(files, log.heads[200] as LogHead, 300))).toBe('invalid-argument');
    expect(await fault(await ask(files, log.heads[600] as LogHead, 0))).toBe('conflict');
    expect(await fault(await ask(files, { ...(log.heads[600] as LogHead), root: '0'.repeat(64) }, 300))).toBe(
      'log-broken',
    );
    const asked = await ask(files, log.heads[600] as LogHead, 300);
    expect(await fault({ ...asked, path: asked.path.slice(1) })).toBe('log-broken');
    expect(await fault(asked)).toBe('cosigned');
    const stranger = await witnessCheckpoint({ ...parts, logKeys: [signerOf('log.example', 9).key] }, state, asked);
    expect(stranger).toMatchObject({ ok: false, fault: { name: 'not-proved' } });
  });

  it('L22 a damaged memory is refused: nobody may sign with it', () => {
    const text = encodeWitnessState({ 'log.example': log.heads[300] as LogHead });
    for (const wrong of ['', '{}', 'null', text.replace('300', '"300"'), text.slice(1), `${text} `])
      expect(decodeWitnessState(wrong)).toMatchObject({ ok: false, fault: { name: 'log-broken' } });
    for (const wrong of ['', 'old 1', 'old 01\n\nx', 'old 1\nAA==\n\nx', `old 1\n${'A'.repeat(43)}=\n`.repeat(2)])
      expect(parseAddCheckpoint(wrong).ok).toBe(false);
  });
});
