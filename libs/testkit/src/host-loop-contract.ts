import type { Eventual, HostLoop } from '@esta-logic/kernel-boundary';
import type { ContractRunner } from './contract-runner.ts';

export interface OpenedLoop {
  readonly loop: HostLoop;
  /** Makes what was asked for happen on a loop that is driven by hand; a real loop needs nothing. */
  readonly run?: () => Eventual<unknown>;
}

/** Every HostLoop passes this. */
export function hostLoopContract({ describe, it, expect }: ContractRunner, name: string, open: () => OpenedLoop): void {
  describe(`HostLoop contract: ${name}`, () => {
    it('a turn passes after the microtasks that were queued before it', async () => {
      const { loop, run } = open();
      const order: string[] = [];
      const turned = loop.turn().then(() => order.push('turn'));
      void Promise.resolve().then(() => order.push('microtask'));
      await run?.();
      await turned;
      expect(order).toEqual(['microtask', 'turn']);
    });

    it('timers fire once, in order of their time', async () => {
      const { loop, run } = open();
      const order: number[] = [];
      const all = new Promise<void>((resolve) => {
        for (const ms of [30, 1, 12]) loop.after(ms, () => order.push(ms) === 3 && resolve());
      });
      await run?.();
      await all;
      expect(order).toEqual([1, 12, 30]);
    });

    it('a cancelled timer does not fire, and cancelling again is harmless', async () => {
      const { loop, run } = open();
      let fired = false;
      const cancel = loop.after(1, () => {
        fired = true;
      });
      cancel();
      cancel();
      const later = new Promise<void>((resolve) => loop.after(15, resolve));
      await run?.();
      await later;
      expect(fired).toBe(false);
    });
  });
}
