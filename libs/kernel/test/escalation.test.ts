import { fail, ok } from '@esta-logic/kernel-boundary';
import { expect, test } from 'vitest';
import { boot, channel, expectQuiet, type Booted } from './kernel-harness.ts';
import type { ScriptedModule } from './scripted-modules.ts';

const send = (target: string, opcode: string, payload: unknown = {}) => ({
  type: 'Command' as const,
  target,
  opcode,
  payload,
});

/** Traps as long as it is broken. */
function fragile(): ScriptedModule & { broken: boolean } {
  const module: ScriptedModule & { broken: boolean } = {
    id: 'fragile',
    opcodes: ['fragile.run', 'fragile.refuse'],
    broken: true,
    handle: ({ opcode }) =>
      opcode === 'fragile.refuse'
        ? fail('invalid-argument', 'No.')
        : module.broken
          ? fail('out-of-bounds', 'It reached beyond its memory.')
          : ok('{}'),
  };
  return module;
}
const neighbour: ScriptedModule = {
  id: 'neighbour',
  opcodes: ['neighbour.tell', 'neighbour.fine'],
  capabilities: [channel('fragile', 'write')],
  handle: async ({ opcode }, host) => {
    if (opcode === 'neighbour.fine') return ok('{}');
    const opened = host.ipcOpen('fragile');
    const sent = opened.ok ? await host.ipcSend(opened.value, 'Command', 'fragile.run', '{}') : opened;
    return sent.ok ? ok('{}') : sent;
  },
};
const fragileInfo = ({ kernel }: Booted) => kernel.processes().find(({ module }) => module === 'fragile')!;
const steps = ({ store }: Booted): string[] =>
  store
    .entries()
    .filter(({ key }) => key.startsWith('a/'))
    .map(({ value }) => JSON.parse(value) as { kind: string; to: string })
    .filter(({ kind }) => kind === 'process.changed')
    .map(({ to }) => to);

async function trap(booted: Booted, times: number): Promise<void> {
  for (let i = 0; i < times; i++)
    expect(await booted.kernel.send(send('fragile', 'fragile.run'))).toMatchObject({
      ok: false,
      error: { code: 4004 },
    });
}

test('E4 a module that answers nothing, message after message, climbs the ladder; one whose messages are too big now and then does not', async () => {
  const spinner: ScriptedModule = {
    id: 'fragile',
    opcodes: ['fragile.run', 'fragile.refuse'],
    handle: async ({ opcode }, _host, governor) => {
      for (;;) {
        const granted = await governor.refill();
        if (!granted.ok || opcode === 'fragile.refuse') return granted.ok ? ok('{}') : granted;
      }
    },
  };
  const booted = await boot([spinner]);
  const spend = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i++)
      expect(await booted.kernel.send(send('fragile', 'fragile.run'))).toMatchObject({
        ok: false,
        error: { code: 3001 },
      });
  };
  for (let i = 0; i < 20; i++) {
    await spend(2);
    expect(await booted.kernel.send(send('fragile', 'fragile.refuse'))).toMatchObject({ ok: true });
  }
  expect(fragileInfo(booted).state).toBe('waiting');
  await spend(14);
  expect(fragileInfo(booted).state).toBe('quarantined');
  expect(await booted.kernel.send(send('fragile', 'fragile.run'))).toMatchObject({ ok: false, error: { code: 1019 } });
  await expectQuiet(booted.kernel);
});

test('E1 E5 a module that traps again and again climbs the ladder and is quarantined; its neighbours go on', async () => {
  const module = fragile();
  const booted = await boot([module, neighbour]);
  const { kernel, events } = booted;
  await trap(booted, 12);
  await Promise.resolve();
  expect(fragileInfo(booted)).toMatchObject({ state: 'quarantined', faults: 12 });
  expect(steps(booted)).toEqual([
    ...Array<string>(3).fill('restart-clean'),
    ...Array<string>(3).fill('reload-module'),
    ...Array<string>(3).fill('restart-region'),
    'quarantined',
  ]);
  expect(await kernel.send(send('fragile', 'fragile.run'))).toMatchObject({
    error: {
      name: 'state-refused',
      message: expect.stringMatching(/quarantined.*beyond its memory.*esta resume fragile/) as string,
    },
  });
  expect(await kernel.send(send('neighbour', 'neighbour.fine'))).toMatchObject({ ok: true });
  expect(await kernel.send(send('neighbour', 'neighbour.tell'))).toMatchObject({
    ok: false,
    error: { name: 'state-refused' },
  });
  expect(
    events.filter(
      (event) => event.kind === 'process.state' && event.process === 'neighbour#1' && event.to === 'failed',
    ),
  ).toEqual([]);
  module.broken = false;
  expect(await kernel.resume('fragile')).toMatchObject({ ok: true, value: { state: 'waiting' } });
  expect(await kernel.send(send('fragile', 'fragile.run'))).toMatchObject({ ok: true });
  module.broken = true;
  await trap(booted, 2);
  expect(fragileInfo(booted).state).toBe('waiting');
  await expectQuiet(kernel);
});

test('E2 failures that are far apart never quarantine a module', async () => {
  const booted = await boot([fragile()]);
  for (let i = 0; i < 8; i++) {
    await trap(booted, 2);
    booted.clock.advance(60_000);
  }
  expect(steps(booted)).toEqual([]);
  expect(fragileInfo(booted).state).toBe('waiting');
  await expectQuiet(booted.kernel);
});

test('E4 a module that refuses is not restarted', async () => {
  const booted = await boot([fragile()]);
  for (let i = 0; i < 20; i++) await booted.kernel.send(send('fragile', 'fragile.refuse'));
  expect(booted.instances.get('fragile')).toBe(1);
  expect(steps(booted)).toEqual([]);
  await expectQuiet(booted.kernel);
});

test('E5 what was stored for a quarantined module waits, over a restart too, and is handled when it is released', async () => {
  const module = fragile();
  const booted = await boot([module, neighbour]);
  await trap(booted, 11);
  await booted.kernel.suspend('fragile');
  const last = booted.kernel.send(send('fragile', 'fragile.run'));
  for (let i = 0; i < 3; i++)
    expect(await booted.kernel.send(send('neighbour', 'neighbour.tell'))).toMatchObject({ ok: true });
  const waiting = booted.kernel.send(send('fragile', 'fragile.run'));
  await booted.kernel.resume('fragile');
  expect(await last).toMatchObject({ error: { code: 4004 } });
  expect(await waiting).toMatchObject({ error: { name: 'state-refused' } });
  await booted.kernel.drained();
  expect(fragileInfo(booted)).toMatchObject({ state: 'quarantined', mailbox: 3 });
  await booted.kernel.stop();
  module.broken = false;
  const again = await boot([module, neighbour], booted.store.reopen());
  expect(fragileInfo(again)).toMatchObject({ state: 'quarantined', mailbox: 3 });
  expect(await again.kernel.send(send('fragile', 'fragile.run'))).toMatchObject({ error: { name: 'state-refused' } });
  await again.kernel.resume('fragile');
  await again.kernel.drained();
  expect(fragileInfo(again)).toMatchObject({ state: 'waiting', mailbox: 0, cranks: 3 });
  expect(await again.kernel.deadLetters()).toEqual([]);
  await expectQuiet(again.kernel);
});
