import type { SignatureVerifier, Signer } from '@esta-logic/kernel-boundary';
import type { ContractRunner } from './contract-runner.ts';

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));

/** RFC 8032, 7.1, tests 1 to 3. */
const VECTORS = [
  {
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
].map(({ seed, publicKey, message, signature }) => ({
  seed: bytesOf(seed),
  publicKey: bytesOf(publicKey),
  message: bytesOf(message),
  signature: bytesOf(signature),
}));

export function signatureVerifierContract(
  { describe, it, expect }: ContractRunner,
  name: string,
  open: () => SignatureVerifier,
): void {
  describe(`${name} verifies Ed25519`, () => {
    it('the vectors of RFC 8032 hold', async () => {
      for (const { publicKey, message, signature } of VECTORS)
        expect(await open().verify(publicKey, message, signature)).toBe(true);
    });

    it('one changed bit of message, signature or key does not', async () => {
      for (const vector of VECTORS)
        for (const part of ['publicKey', 'message', 'signature'] as const)
          for (let at = 0; at < vector[part].length; at++) {
            const changed = vector[part].slice();
            changed[at] = (changed[at] as number) ^ 0x01;
            const { publicKey, message, signature } = Object.assign({}, vector, { [part]: changed });
            expect(await open().verify(publicKey, message, signature)).toBe(false);
          }
    });

    it('keys and signatures of a wrong length do not', async () => {
      const { publicKey, message, signature } = VECTORS[0]!;
      for (const length of [0, 1, 31, 33, 63, 65]) {
        if (length !== 32) expect(await open().verify(new Uint8Array(length), message, signature)).toBe(false);
        expect(await open().verify(publicKey, message, new Uint8Array(length))).toBe(false);
      }
    });
  });
}

export function signerContract(
  { describe, it, expect }: ContractRunner,
  name: string,
  open: (seed: Uint8Array) => Signer,
): void {
  describe(`${name} signs with Ed25519`, () => {
    it('the vectors of RFC 8032 come out', async () => {
      for (const { seed, publicKey, message, signature } of VECTORS) {
        const signer = open(seed);
        expect(signer.publicKey).toEqual(publicKey);
        expect(await signer.sign(message)).toEqual(signature);
      }
    });
  });
}
