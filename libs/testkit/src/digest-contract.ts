import type { Digest, Eventual } from '@esta-logic/kernel-boundary';
import type { ContractRunner } from './contract-runner.ts';

interface Vector {
  readonly name: string;
  readonly input: Uint8Array;
  readonly sha256: string;
  readonly blake3: string;
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
/** The input of BLAKE3's published vectors: bytes counting 0 to 250, again and again. */
const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 251);

/** SHA-256: FIPS 180-4 examples and NIST CAVP. BLAKE3: test_vectors.json of the BLAKE3 repository. */
export const DIGEST_VECTORS: readonly Vector[] = [
  {
    name: 'nothing',
    input: text(''),
    sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    blake3: 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262',
  },
  {
    name: '"abc"',
    input: text('abc'),
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    blake3: '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85',
  },
  {
    name: 'two blocks of SHA-256',
    input: text('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'),
    sha256: '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    blake3: 'c19012cc2aaf0dc3d8e5c45a1b79114d2df42abb2a410bf54be09e891af06ff8',
  },
  {
    name: '1 counting bytes',
    input: counting(1),
    sha256: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    blake3: '2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213',
  },
  {
    name: '63 counting bytes',
    input: counting(63),
    sha256: '29af2686fd53374a36b0846694cc342177e428d1647515f078784d69cdb9e488',
    blake3: 'e9bc37a594daad83be9470df7f7b3798297c3d834ce80ba85d6e207627b7db7b',
  },
  {
    name: '64 counting bytes',
    input: counting(64),
    sha256: 'fdeab9acf3710362bd2658cdc9a29e8f9c757fcf9811603a8c447cd1d9151108',
    blake3: '4eed7141ea4a5cd4b788606bd23f46e212af9cacebacdc7d1f4c6dc7f2511b98',
  },
  {
    name: '65 counting bytes',
    input: counting(65),
    sha256: '4bfd2c8b6f1eec7a2afeb48b934ee4b2694182027e6d0fc075074f2fabb31781',
    blake3: 'de1e5fa0be70df6d2be8fffd0e99ceaa8eb6e8c93a63f2d8d1c30ecb6b263dee',
  },
  {
    name: '1023 counting bytes',
    input: counting(1023),
    sha256: '1c5e88a585b61754df6137d66632a7348557a88358afc401b0a0a4fc427104a9',
    blake3: '10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11',
  },
  {
    name: '1024 counting bytes',
    input: counting(1024),
    sha256: '2bce1ba628720664be4b9fdd77aae0678e5f0f3f02fc6ff641ec879094f6a404',
    blake3: '42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7',
  },
  {
    name: '1025 counting bytes',
    input: counting(1025),
    sha256: 'bc0b6b10b89b9487a12fda2a8cc13194e7091c217aabf8b92846274026f4bcd0',
    blake3: 'd00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444',
  },
  {
    name: '2048 counting bytes',
    input: counting(2048),
    sha256: 'b2a8170614e23194ae2951423d601987f518ce2f11205d7b0b708080103b9f76',
    blake3: 'e776b6028c7cd22a4d0ba182a8bf62205d2ef576467e838ed6f2529b85fba24a',
  },
  {
    name: '2049 counting bytes',
    input: counting(2049),
    sha256: '26e1e2808e3a6cf967ca03f6749a063c5ed55f92f5874653a1faabed78346f00',
    blake3: '5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030',
  },
  {
    name: '3072 counting bytes',
    input: counting(3072),
    sha256: '5f24b2f16026ec7d0450a5a08283d3cfd47302fe859f579ed79fe7d2663b73f9',
    blake3: 'b98cb0ff3623be03326b373de6b9095218513e64f1ee2edd2525c7ad1e5cffd2',
  },
  {
    name: '3073 counting bytes',
    input: counting(3073),
    sha256: 'b870cdfe188c14fbfc31a1be12cd7e83b63551fff30f847fa275d5d4ac409471',
    blake3: '7124b49501012f81cc7f11ca069ec9226cecb8a2c850cfe644e327d22d3e1cd3',
  },
  {
    name: '8193 counting bytes',
    input: counting(8193),
    sha256: '7e3691790cd64b19d4edb1a80e988214515abeb53aa0f34ffbfe4b4bf405d120',
    blake3: 'bab6c09cb8ce8cf459261398d2e7aef35700bf488116ceb94a36d0f5f1b7bc3b',
  },
  {
    name: '31744 counting bytes',
    input: counting(31744),
    sha256: '3cfe29c8d109f9f2c47826c78f931f31fdec70a2cf0ddfbba8fe8009a729dd42',
    blake3: '62b6960e1a44bcc1eb1a611a8d6235b6b4b78f32e7abc4fb4c6cdcce94895c47',
  },
  {
    name: '102400 counting bytes',
    input: counting(102400),
    sha256: '74588b7f0bcc354ac14d9cf199fa3a20c05f0c7293b9075b2f2e146e718de800',
    blake3: 'bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085',
  },
];

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Every Digest passes this. */
export function digestContract(
  { describe, it, expect }: ContractRunner,
  name: string,
  open: () => Eventual<Digest>,
): void {
  describe(`Digest contract: ${name}`, () => {
    for (const vector of DIGEST_VECTORS) {
      it(`sha256 and blake3 of ${vector.name} are the published values`, async () => {
        const digest = await open();
        expect(hex(digest.sha256(vector.input))).toBe(vector.sha256);
        expect(digest.blake3(vector.input)).toBe(vector.blake3);
      });
    }

    it('answers synchronously, the same twice, and leaves its input alone', async () => {
      const digest = await open();
      const input = counting(5000);
      const before = input.slice();
      expect(digest.sha256(input) instanceof Uint8Array).toBe(true);
      expect(digest.sha256(input).length).toBe(32);
      expect(digest.blake3(input)).toBe(digest.blake3(before));
      expect(input).toEqual(before);
    });

    it('hashes a view into a larger buffer as that view alone', async () => {
      const digest = await open();
      const buffer = counting(300);
      const view = buffer.subarray(17, 217);
      expect(digest.blake3(view)).toBe(digest.blake3(view.slice()));
      expect(hex(digest.sha256(view))).toBe(hex(digest.sha256(view.slice())));
    });

    it('sha256Hex hashes the UTF-8 of a text of any length and script', async () => {
      const digest = await open();
      for (const value of ['', 'abc', 'é\u{1f600}\u0000', 'ß€'.repeat(5000)])
        expect(digest.sha256Hex(value)).toBe(hex(digest.sha256(text(value))));
    });

    it('an earlier answer is not changed by a later call', async () => {
      const digest = await open();
      const first = digest.sha256(text('first'));
      const kept = hex(first);
      digest.sha256(text('second'));
      expect(hex(first)).toBe(kept);
    });
  });
}
