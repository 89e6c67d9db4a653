import type { Clock, Eventual } from '@esta-logic/kernel-boundary';
import type { ContractRunner } from './contract-runner.ts';

/** 2000-01-01 and 2200-01-01: a clock outside them counts in another unit or from another epoch. */
const PLAUSIBLE = { from: 946_684_800_000, to: 7_258_118_400_000 };

/** Every Clock passes this. */
export function clockContract(
  { describe, it, expect }: ContractRunner,
  name: string,
  open: () => Eventual<Clock>,
): void {
  describe(`Clock contract: ${name}`, () => {
    it('now is milliseconds since the epoch', async () => {
      const now = (await open()).now();
      expect(now).toBeGreaterThanOrEqual(PLAUSIBLE.from);
      expect(PLAUSIBLE.to).toBeGreaterThanOrEqual(now);
    });

    it('monotonic never goes back', async () => {
      const clock = await open();
      let before = clock.monotonic();
      for (let i = 0; i < 10_000; i++) {
        const after = clock.monotonic();
        if (after < before) expect(after).toBeGreaterThanOrEqual(before);
        before = after;
      }
      expect(Number.isFinite(before)).toBe(true);
    });
  });
}
