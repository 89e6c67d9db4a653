import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '@esta-logic/testkit';
import { digest, keys, writeLog } from '../test/written-log.ts';
import { toHex } from './hex.ts';
import { readSalts } from './read-salts.ts';
import { commitmentOf, createSalts, decodeSecret, encodeSecret, SALT_PARTS, type SaltPart } from './salts.ts';
import { verifyLog } from './verify-log.ts';

const PARTS = Object.keys(SALT_PARTS) as SaltPart[];
const secret = Uint8Array.from({ length: 32 }, (_, i) => i);
const salts = createSalts(digest, secret);
const anySeq = fc.oneof(
  fc.nat(1000),
  fc.maxSafeInteger().filter((n) => n >= 0),
);

describe('salts', () => {
  it('L17 every record and every part has a salt of its own', () => {
    fc.assert(
      fc.property(anySeq, anySeq, fc.constantFrom(...PARTS), fc.constantFrom(...PARTS), (a, b, part, other) => {
        const same = a === b && part === other;
        expect(toHex(salts.salt(a, part)) === toHex(salts.salt(b, other))).toBe(same);
      }),
    );
  });

  it('L17 a salt is SHA-256 of secret, number and part, as the specification writes it', () => {
    const input = new Uint8Array([...secret, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, 3]);
    expect(salts.salt(Number.MAX_SAFE_INTEGER - 1, 'output')).toEqual(digest.sha256(input));
  });

  it('L17 whoever is told the salt computes the same commitment, for texts of any length and script', () => {
    fc.assert(
      fc.property(
        anySeq,
        fc.constantFrom(...PARTS),
        fc.string({ unit: 'binary', maxLength: 5000 }),
        (seq, part, text) => {
          expect(salts.commit(seq, part, text)).toEqual(commitmentOf(digest, salts.salt(seq, part), text));
        },
      ),
    );
  });

  it('L8 any byte of the secret set to any other value is found and named', async () => {
    const log = await writeLog(5);
    const text = (await log.store.get(keys.secret)) as string;
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 1, max: 127 }), async (at, by) => {
        const changed = text.slice(0, at) + String.fromCharCode((text.charCodeAt(at) + by) % 128) + text.slice(at + 1);
        const store = memoryStore({ entries: log.store.entries() });
        await store.commit([{ key: keys.secret, value: changed }]);
        expect(await verifyLog({ store, digest, keys })).toMatchObject({ ok: false, problem: { kind: 'secret' } });
        expect(await readSalts({ store, digest, keys })).toMatchObject({ ok: false, fault: { name: 'log-broken' } });
      }),
      { numRuns: 200 },
    );
  });

  it('L8 a missing secret is named; with one of another log no record holds', async () => {
    const { store } = await writeLog(5);
    await store.commit([{ key: keys.secret, value: null }]);
    expect(await verifyLog({ store, digest, keys })).toMatchObject({ ok: false, problem: { kind: 'secret' } });
    await store.commit([{ key: keys.secret, value: encodeSecret(digest, secret) }]);
    expect(await verifyLog({ store, digest, keys })).toMatchObject({
      ok: false,
      entries: 0,
      problem: { kind: 'changed' },
    });
  });

  it('L8 a secret has one spelling', () => {
    const text = encodeSecret(digest, secret);
    expect(decodeSecret(digest, text)).toEqual(secret);
    for (const wrong of [` ${text}`, text.toUpperCase(), '', 'null', '{"secret":1}'])
      expect(decodeSecret(digest, wrong)).toBeUndefined();
  });
});
