import { fail, ok, unwrap } from '@esta-logic/kernel-boundary';
import { realLoop, type HostTimers } from '@esta-logic/testkit';
import { describe, expect, it } from 'vitest';
import { boot, expectQuiet } from './kernel-harness.ts';
import { manifestOf, type ScriptedModule } from './scripted-modules.ts';

const loop = realLoop(globalThis as unknown as HostTimers);
/** The first lets the kernel find that nobody runs, the second is its own. */
const hostTurns = async (): Promise<void> => {
  await loop.turn();
  await loop.turn();
};

/** A hermetic module that says what happens to it, in order; `resets`: whether its instance can be put back. */
function teller(resets = true): { readonly module: ScriptedModule; readonly happened: string[] } {
  const happened: string[] = [];
  const module: ScriptedModule = {
    id: 'teller',
    opcodes: ['teller.ask', 'teller.trap'],
    processes: 1,
    handle: ({ opcode, payload }) => {
      happened.push(`message ${payload}`);
      return opcode === 'teller.trap' ? fail('unreachable', 'It trapped.') : ok('"yes"');
    },
    reset: () => {
      happened.push('reset');
      return resets;
    },
  };
  return { module, happened };
}

const ask = (payload: number, opcode = 'teller.ask') => ({ type: 'Query' as const, target: 'teller', opcode, payload });

describe('P6 an instance is made ready for its next message', () => {
  it('when its reply is out and nobody runs', async () => {
    const { module, happened } = teller();
    const { kernel } = await boot([module], undefined, { loop });
    await kernel.send(ask(1)).then(() => happened.push('reply'));
    await hostTurns();
    expect(happened).toEqual(['message 1', 'reply', 'reset']);
    await expectQuiet(kernel);
  });

  it('at the latest before the next message', async () => {
    const { module, happened } = teller();
    const { kernel, instances } = await boot([module], undefined, { loop });
    await Promise.all([kernel.send(ask(1)), kernel.send(ask(2)), kernel.send(ask(3))]);
    await hostTurns();
    expect(happened).toEqual(['message 1', 'reset', 'message 2', 'reset', 'message 3', 'reset']);
    expect(instances.get('teller')).toBe(1);
    await expectQuiet(kernel);
  });

  it('by another one, when it cannot be put back or has trapped', async () => {
    for (const [resets, opcode] of [
      [false, 'teller.ask'],
      [true, 'teller.trap'],
    ] as const) {
      const { kernel, instances } = await boot([teller(resets).module], undefined, { loop });
      await kernel.send(ask(1, opcode));
      await hostTurns();
      expect(instances.get('teller')).toBe(2);
      await expectQuiet(kernel);
    }
  });

  it('by one of the new version, when there is one', async () => {
    const { module, happened } = teller();
    const { module: newer, happened: since } = teller();
    const next = { ...newer, version: '2.0.0' };
    const { kernel, instances } = await boot([module, next], undefined, { loop });
    await kernel.send(ask(1));
    unwrap(await kernel.install(manifestOf(next), new Uint8Array()));
    await hostTurns();
    expect(instances.get('teller')).toBe(2);
    await kernel.send(ask(2));
    expect(instances.get('teller')).toBe(2);
    expect([happened[0], since[0]]).toEqual(['message 1', 'message 2']);
    await expectQuiet(kernel);
  });

  it('by nobody, when it was never used', async () => {
    const { kernel, instances } = await boot([teller().module], undefined, { loop });
    await hostTurns();
    expect(instances.size).toBe(0);
    await expectQuiet(kernel);
  });
});
