import { ok } from '@esta-logic/kernel-boundary';
import { memoryStore, type StoreFault } from '@esta-logic/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALL, boot, channel, collection, expectQuiet, readJson, slot } from './kernel-harness.ts';
import type { ScriptedModule } from './scripted-modules.ts';

/** Takes from one account and tells the other to add: the sum over both, counting what is on its way, never changes. */
const account = (id: string, other: string): ScriptedModule => ({
  id,
  opcodes: [`${id}.give`, `${id}.take`, `${id}.balance`],
  capabilities: [collection(id, 'money', ...ALL), channel(other, 'write')],
  handle: async ({ opcode, payload }, host) => {
    const balance = (await readJson<number>(host, 'money', 'balance')) ?? 0;
    const { amount = 0 } = JSON.parse(payload) as { amount?: number };
    const change = opcode.endsWith('give') ? -amount : opcode.endsWith('take') ? amount : 0;
    if (change !== 0) await host.dbWrite(slot(host.dbOpen('money')), 'balance', JSON.stringify(balance + change));
    if (change < 0) {
      const sent = await host.ipcSend(slot(host.ipcOpen(other)), 'Command', `${other}.take`, payload);
      if (!sent.ok) return sent;
    }
    return ok(JSON.stringify({ balance: balance + change }));
  },
});
const modules = [account('left', 'right'), account('right', 'left')];

test('I15 C1 C2 whatever commit the machine dies at, nothing acknowledged is lost, nothing is half done, the log verifies', async () => {
  const crash = fc.record({
    commit: fc.integer({ min: 4, max: 16 }),
    kind: fc.constantFrom<StoreFault['kind']>('crash-before', 'crash-after', 'fail'),
  });
  const transfers = fc.array(
    fc.record({
      from: fc.constantFrom('left', 'right'),
      amount: fc.integer({ min: 1, max: 9 }),
      together: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(crash, transfers, async (fault, sequence) => {
      const store = memoryStore({ faults: [fault] });
      const acknowledged = { left: 0, right: 0 };
      const attempted = { left: 0, right: 0 };
      let waiting: Promise<void>[] = [];
      const first = await boot(modules, store);
      for (const { from, amount, together } of sequence) {
        const side = from as 'left' | 'right';
        attempted[side] += amount;
        waiting.push(
          first.kernel
            .send({ type: 'Command', target: from, opcode: `${from}.give`, payload: { amount } })
            .then((reply) => {
              if (reply.ok) acknowledged[side] += amount;
            }),
        );
        if (!together) waiting = (await Promise.all(waiting), []);
      }
      await Promise.all(waiting);
      const second = await boot(modules, store.reopen());
      // What the crash left to be delivered has been, before anybody can ask.
      expect(second.kernel.load()).toMatchObject({ queued: 0, open: 0 });
      const balance = async (id: string): Promise<number> => {
        const reply = await second.kernel.send<{ balance: number }>({
          type: 'Query',
          target: id,
          opcode: `${id}.balance`,
          payload: {},
        });
        return reply.ok ? reply.payload.balance : NaN;
      };
      const [left, right] = [await balance('left'), await balance('right')];
      expect(left + right).toBe(0);
      // Each side gave at least what was acknowledged and at most what was attempted; what it gave, the other got.
      expect(right - left).toBeGreaterThanOrEqual(2 * (acknowledged.left - attempted.right));
      expect(right - left).toBeLessThanOrEqual(2 * (attempted.left - acknowledged.right));
      await expectQuiet(second.kernel);
    }),
    { numRuns: 150 },
  );
}, 120_000);
