import { ok, type FuelGovernor } from '@esta-logic/kernel-boundary';
import { expect, test } from 'vitest';
import { boot, channel, expectQuiet, slot } from './kernel-harness.ts';
import type { ScriptedModule } from './scripted-modules.ts';

/** Stands at so many safe points. */
async function work(governor: FuelGovernor, points: number): Promise<void> {
  for (let i = 0; i < points; i++) await governor.refill();
}

test('K9 a low module that a high one asks answers before the work of those between them', async () => {
  const order: string[] = [];
  const asks: ScriptedModule = {
    id: 'asks',
    priority: 'high',
    opcodes: ['asks.go'],
    capabilities: [channel('store', 'execute')],
    handle: async (_, host) => {
      await host.ipcCall(slot(host.ipcOpen('store')), 'store.get', '{}');
      order.push('asks');
      return ok('{}');
    },
  };
  const store: ScriptedModule = {
    id: 'store',
    priority: 'low',
    opcodes: ['store.get'],
    handle: async (_, _host, governor) => {
      await work(governor, 20);
      order.push('store');
      return ok('{}');
    },
  };
  const between: ScriptedModule = {
    id: 'between',
    priority: 'normal',
    opcodes: ['between.work'],
    handle: async (_, _host, governor) => {
      await work(governor, 20);
      order.push('between');
      return ok('{}');
    },
  };
  const { kernel } = await boot([asks, store, between]);
  const send = (target: string, opcode: string) => kernel.send({ type: 'Command', target, opcode, payload: {} });
  const replies = await Promise.all([send('asks', 'asks.go'), send('between', 'between.work')]);
  expect(replies.every(({ ok: answered }) => answered)).toBe(true);
  expect(order).toEqual(['store', 'asks', 'between']);
  await expectQuiet(kernel);
});
