import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, michigan2025, packHash, packLock, packVersion, pinOf, pinnedPack } from '../index.ts';
import michigan from '../packs/us-mi-esta-2025.json' with { type: 'json' };
import { allPacks } from '../us-packs.ts';
import { blake3 } from './blake3.ts';

/** Of the official test vectors: byte `i` of the input is `i % 251`. */
test.each([
  [0, 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262'],
  [1, '2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213'],
  [1024, '42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7'],
  [1025, 'd00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444'],
  [31744, '62b6960e1a44bcc1eb1a611a8d6235b6b4b78f32e7abc4fb4c6cdcce94895c47'],
])('BLAKE3 of %i bytes is what the specification says', (length, expected) => {
  expect(blake3(Uint8Array.from({ length }, (_, i) => i % 251))).toBe(expected);
});

test('W1: every pack is pinned by the hash of its content, and nothing else is pinned under its name', () => {
  for (const pack of allPacks) expect(packLock[`${pack.id}@${pack.version}`]?.hash).toBe(pinOf(pack));
  const hashes = Object.values(packLock).map(({ hash }) => hash);
  expect([hashes.length, new Set(hashes).size]).toEqual([allPacks.length, allPacks.length]);
});

test('W1: a pack with any letter changed is refused by name, also when it keeps its shape', () => {
  const text = JSON.stringify(michigan);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('0', '9', 'x', ' '), (at, letter) => {
      fc.pre(text[at] !== letter);
      let data: unknown;
      try {
        data = JSON.parse(text.slice(0, at) + letter + text.slice(at + 1));
      } catch {
        return;
      }
      fc.pre(JSON.stringify(data) !== text);
      expect(() => pinnedPack(data)).toThrow(/hash-mismatch|cannot be used|pins/);
    }),
  );
  const cheaper = JSON.parse(text) as typeof michigan;
  cheaper.accrual.rate = '1/35';
  expect(() => pinnedPack(cheaper)).toThrow(
    expect.objectContaining({
      code: 4007,
      name: 'hash-mismatch',
      message: expect.stringContaining('us-mi-esta-2025@'),
    }),
  );
});

test('W2: a decision names its pack, its version and its hash; the layout of the file does not matter', () => {
  expect(packHash(JSON.parse(JSON.stringify(michigan, null, 4)))).toBe(pinOf(michigan2025));
  const decision = decide('dutyStart', { question: 'dutyStart', employer: { size: 'large' } }, michigan2025);
  expect(decision).toMatchObject({ pack: packVersion(michigan2025) });
  expect(packVersion(michigan2025)).toBe(
    `us-mi-esta-2025@${michigan.version}+blake3.${pinOf(michigan2025)!.slice('blake3-'.length).slice(0, 16)}`,
  );
});
