import { fail, ok, unwrap, type Result } from '@esta-logic/kernel-boundary';
import { describe, expect, it } from 'vitest';
import type { CrankToRepeat } from '../src/index.ts';
import { ALL, boot, collection, expectQuiet, slot } from './kernel-harness.ts';
import type { ScriptedModule } from './scripted-modules.ts';

const teller: ScriptedModule = {
  id: 'teller',
  lockstep: true,
  opcodes: ['teller.ask'],
  capabilities: [collection('teller', 'log', ...ALL)],
  handle: async ({ messageId }, host) => {
    unwrap(await host.dbWrite(slot(host.dbOpen('log')), messageId, 'asked'));
    return ok('"yes"');
  },
};
const ask = { type: 'Command' as const, target: 'teller', opcode: 'teller.ask', payload: { n: 1 } };
const written = (entries: readonly { key: string }[]) => entries.filter(({ key }) => key.startsWith('s/'));

describe('a module in lockstep', () => {
  it('X7 is run twice, with what the first run was given, before anything of it is kept', async () => {
    const seen: CrankToRepeat[] = [];
    let storedThen = -1;
    const { kernel, store } = await boot([teller], undefined, {
      secondRun: async (crank) => {
        seen.push(crank);
        storedThen = written(store.entries()).length;
        return ok(undefined);
      },
    });
    expect(await kernel.send(ask)).toMatchObject({ ok: true, payload: 'yes' });
    expect(seen).toMatchObject([
      {
        record: { payload: '{"n":1}', reply: '"yes"', ended: { how: 'returned' } },
        terms: { module: 'teller', capabilities: [{ label: 'log' }] },
      },
    ]);
    expect(seen[0]!.record.calls.map(({ syscall }) => syscall)).toEqual(['sys.db.open', 'sys.db.write']);
    expect(storedThen).toBe(0);
    expect(written(store.entries())).toHaveLength(1);
    await expectQuiet(kernel);
  });

  it('X8 keeps nothing of a crank that came out otherwise, and both outcomes can be looked at', async () => {
    const otherwise: Result<void> = fail('divergence', 'The second instance of teller gave another output.');
    const { kernel, store } = await boot([teller], undefined, { secondRun: async () => otherwise });
    expect(await kernel.send(ask)).toMatchObject({ ok: false, error: { code: 4008, name: 'divergence' } });
    expect(written(store.entries())).toEqual([]);
    const record = store.entries().find(({ key }) => key.startsWith('j/'))!.value;
    expect(record).toContain('"reply":"\\"yes\\""');
    expect(record).toContain('The second instance of teller gave another output.');
    await expectQuiet(kernel);
  });

  it('X9 is refused by a kernel that cannot run it twice', async () => {
    const { kernel } = await boot([teller]);
    expect(kernel.modules()).toMatchObject([{ state: 'refused', fault: { name: 'invalid-manifest' } }]);
    expect(await kernel.send(ask)).toMatchObject({ ok: false, error: { name: 'invalid-manifest' } });
    await expectQuiet(kernel);
  });
});
