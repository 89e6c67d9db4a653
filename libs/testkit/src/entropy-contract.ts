import type { Entropy, Eventual } from '@esta-logic/kernel-boundary';
import type { ContractRunner } from './contract-runner.ts';

/** Every Entropy passes this: shape only, for no test of a few draws can tell good randomness from bad. */
export function entropyContract(
  { describe, it, expect }: ContractRunner,
  name: string,
  open: () => Eventual<Entropy>,
): void {
  describe(`Entropy contract: ${name}`, () => {
    it('gives as many bytes as asked for', async () => {
      const entropy = await open();
      for (const length of [0, 1, 16, 1000, 70_000]) expect(entropy.bytes(length).length).toBe(length);
    });

    it('two draws differ, and every byte value comes up', async () => {
      const entropy = await open();
      expect(String(entropy.bytes(32)) === String(entropy.bytes(32))).toBe(false);
      expect(new Set(entropy.bytes(20_000)).size).toBe(256);
    });
  });
}
