import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '@esta-logic/kernel-boundary';
import { signerOf, verifier } from '../test/signing-keys.ts';
import { digest } from '../test/written-log.ts';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { decodeKeyChain, encodeKeyChain, followKeys, rotateKey, type KeyChain } from './key-chain.ts';
import { cosign, signNote, verifyNote } from './note-signing.ts';
import { formatNote, formatSignature, parseNote, type SignedNote } from './signed-note.ts';
import { formatTlogProof, parseTlogProof } from './tlog-proof.ts';
import { formatVerifierKey, parseVerifierKey, verifierKey } from './verifier-key.ts';

const log = signerOf('log.example/a', 1);
const witness = signerOf('witness.example', 2, 'witness');

// Examples of the specifications.
const SPEC_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const SPEC_NOTE =
  'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
const SPEC_CHECKPOINT = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';

describe('signed notes', () => {
  it('L18 the example of the specification verifies under its key', async () => {
    const key = unwrap(parseVerifierKey(digest, SPEC_KEY));
    expect(formatVerifierKey(key)).toBe(SPEC_KEY);
    const note = unwrap(parseNote(SPEC_NOTE));
    expect(formatNote(note)).toBe(SPEC_NOTE);
    expect(unwrap(await verifyNote(verifier, note, [key]))).toEqual([{ key }]);
  });

  it('L18 the checkpoint of the specification is read and written as it stands there', () => {
    const checkpoint = unwrap(parseCheckpoint(SPEC_CHECKPOINT));
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 });
    expect(formatCheckpoint(checkpoint)).toBe(SPEC_CHECKPOINT);
    expect(parseCheckpoint(`${SPEC_CHECKPOINT}an extension\n`)).toMatchObject({ ok: true });
    for (const wrong of [
      '',
      'a\n',
      'a\n1\n',
      SPEC_CHECKPOINT.trimEnd(),
      SPEC_CHECKPOINT.replace('20852163', '020852163'),
      SPEC_CHECKPOINT.replace('20852163', '-1'),
      SPEC_CHECKPOINT.replace('CsUY', 'CsU'),
      `\n${SPEC_CHECKPOINT}`,
      `${SPEC_CHECKPOINT}\nx\n`,
      `${SPEC_CHECKPOINT}x`,
    ])
      expect(parseCheckpoint(wrong).ok).toBe(false);
  });

  it('L18 any byte of a note set to any other value is refused', async () => {
    const source = await signNote(log, SPEC_CHECKPOINT);
    const cosigned = formatNote({
      text: SPEC_CHECKPOINT,
      signatures: [...unwrap(parseNote(source)).signatures, await cosign(witness, SPEC_CHECKPOINT, 1_750_000_000_000)],
    });
    const keys = [log.key, witness.key];
    expect(unwrap(await verifyNote(verifier, unwrap(parseNote(cosigned)), keys))).toEqual([
      { key: log.key },
      { key: witness.key, time: 1_750_000_000_000 },
    ]);
    const bytes = new TextEncoder().encode(cosigned);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = bytes.slice();
        changed[at] = ((changed[at] as number) + by) & 0xff;
        const note = parseNote(new TextDecoder().decode(changed));
        const found = note.ok ? await verifyNote(verifier, note.value, keys) : note;
        // A changed name or key id makes a signature one of an unknown key, which is ignored: then the other one remains.
        expect(found.ok && found.value.length === 2).toBe(false);
      }),
      { numRuns: 600 },
    );
  });

  it('L18 signatures of unknown keys are ignored, one of a known key that does not hold spoils the note', async () => {
    const note = unwrap(parseNote(await signNote(log, 'text\n')));
    const stranger = signerOf('stranger.example', 9);
    expect(await verifyNote(verifier, note, [stranger.key])).toMatchObject({
      ok: false,
      fault: { name: 'not-proved' },
    });
    const [signature] = unwrap(parseNote(await signNote(stranger, 'another\n'))).signatures;
    const both: SignedNote = { ...note, signatures: [...note.signatures, signature!] };
    expect((await verifyNote(verifier, both, [log.key])).ok).toBe(true);
    expect((await verifyNote(verifier, both, [log.key, stranger.key])).ok).toBe(false);
  });

  it('L18 a log signature is none of a witness, and the other way round', async () => {
    const asWitness = verifierKey(digest, log.key.name, 'witness', log.key.publicKey);
    expect(asWitness.keyId).not.toBe(log.key.keyId);
    const note = unwrap(parseNote(await signNote(log, 'text\n')));
    const [signature] = note.signatures;
    const posing = { ...note, signatures: [{ ...signature!, keyId: asWitness.keyId }] };
    expect((await verifyNote(verifier, posing, [asWitness])).ok).toBe(false);
  });

  it('L18 what is no note and no key is refused, whatever it is', () => {
    for (const wrong of [
      '',
      'text\n',
      'text\n\n',
      'text\n\n— name\n',
      'text\n\n— name AAAA\n',
      'text\n\n— na+me AAAAAAAA\n',
      'text\n\n- name AAAAAAAA\n',
      'text\n\n— name AAAAAAAA',
      'te\txt\n\n— name AAAAAAAA\n',
      `text\n\n${formatSignature({ name: 'n', keyId: 1, signature: new Uint8Array(9) }).repeat(101)}`,
      'x'.repeat(1_000_001),
    ])
      expect(parseNote(wrong).ok).toBe(false);
    for (const wrong of ['', 'a', SPEC_KEY.replace('530d', '530e'), SPEC_KEY.replace('+A', '+B'), `${SPEC_KEY}A`])
      expect(parseVerifierKey(digest, wrong).ok).toBe(false);
    expect(() => verifierKey(digest, 'a b', 'log', new Uint8Array(32))).toThrow(RangeError);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const note = parseNote(text);
        if (note.ok) expect(formatNote(note.value)).toBe(text);
      }),
    );
  });
});

describe('keys of a log', () => {
  it('L19 whoever pinned the first key follows its rotations, and nobody else can add one', async () => {
    const [second, third] = [signerOf(log.key.name, 11), signerOf(log.key.name, 12)];
    let chain: KeyChain = { first: formatVerifierKey(log.key), notes: [] };
    chain = await rotateKey(chain, log, second.key);
    chain = await rotateKey(chain, second, third.key);
    expect(unwrap(await followKeys(digest, verifier, chain))).toEqual([log.key, second.key, third.key]);
    expect(decodeKeyChain(encodeKeyChain(chain))).toEqual(chain);

    const forged = await rotateKey({ ...chain, notes: chain.notes.slice(0, 1) }, third, third.key);
    const renamed = await rotateKey({ ...chain, notes: [] }, log, signerOf('other.example', 11).key);
    for (const wrong of [
      forged,
      renamed,
      { ...chain, notes: [chain.notes[1]!, chain.notes[0]!] },
      { ...chain, notes: chain.notes.slice(1) },
      { ...chain, first: formatVerifierKey(second.key) },
    ])
      expect((await followKeys(digest, verifier, wrong)).ok).toBe(false);
  });

  it('L19 any byte of a chain set to any other value is found', async () => {
    const chain = await rotateKey(
      { first: formatVerifierKey(log.key), notes: [] },
      log,
      signerOf(log.key.name, 11).key,
    );
    const text = encodeKeyChain(chain);
    const bytes = new TextEncoder().encode(text);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = bytes.slice();
        changed[at] = ((changed[at] as number) + by) & 0xff;
        const decoded = decodeKeyChain(new TextDecoder().decode(changed));
        expect(decoded !== undefined && (await followKeys(digest, verifier, decoded)).ok).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});

describe('inclusion proofs in a file', () => {
  it('L18 are read as they were written, and nothing else is one', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger().filter((n) => n >= 0),
        fc.array(fc.stringMatching(/^[0-9a-f]{64}$/), { maxLength: 63 }),
        (seq, path) => {
          const proof = { seq, path, checkpoint: SPEC_NOTE };
          expect(unwrap(parseTlogProof(formatTlogProof(proof)))).toEqual(proof);
        },
      ),
    );
    for (const wrong of [
      '',
      'c2sp.org/tlog-proof@v1\n',
      'c2sp.org/tlog-proof@v1\nindex 01\n\nx',
      'c2sp.org/tlog-proof@v1\nindex 1\nAA==\n\nx',
    ])
      expect(parseTlogProof(wrong).ok).toBe(false);
  });
});
