import { ok, type Reply } from '@esta-logic/kernel-boundary';
import { expect, test } from 'vitest';
import { ALL, boot, channel, collection, expectQuiet, readJson, slot, type Booted } from './kernel-harness.ts';
import type { ScriptedModule } from './scripted-modules.ts';

const send = (target: string, opcode: string, payload: unknown = {}) => ({
  type: 'Command' as const,
  target,
  opcode,
  payload,
});
const soon = async (): Promise<void> => {
  for (let i = 0; i < 50; i++) await undefined;
};
const outcome = (reply: Reply): unknown => (reply.ok ? reply.payload : reply.error.name);
const states = ({ kernel }: Booted, module: string): readonly string[] =>
  kernel
    .processes()
    .filter((one) => one.module === module)
    .map(({ id, state }) => `${id} ${state}`);

const archive: ScriptedModule = {
  id: 'archive',
  opcodes: ['archive.read'],
  handle: ({ payload }) => ok(payload),
};
/** Asks the archive, or answers by itself. */
const desk = (processes?: number): ScriptedModule => ({
  id: 'desk',
  opcodes: ['desk.ask', 'desk.greet', 'desk.count', 'desk.total'],
  ...(processes === undefined ? {} : { processes }),
  capabilities: [channel('archive', 'execute'), collection('desk', 'counts', ...ALL)],
  handle: async ({ opcode, payload }, host) => {
    const ask = () => host.ipcCall(slot(host.ipcOpen('archive')), 'archive.read', payload);
    if (opcode === 'desk.greet') return ok('"hello"');
    if (opcode === 'desk.ask') return ask();
    const count = (await readJson<number>(host, 'counts', 'n')) ?? 0;
    if (opcode === 'desk.total') return ok(JSON.stringify(count));
    await ask();
    const written = await host.dbWrite(slot(host.dbOpen('counts')), 'n', JSON.stringify(count + 1));
    return written.ok ? ok('{}') : written;
  },
});

test('P5 a module goes on with other messages while its processes wait for answers, with as many processes as its manifest says', async () => {
  const booted = await boot([archive, desk(3)]);
  const { kernel } = booted;
  await kernel.suspend('archive');
  const asked = [1, 2].map((n) => kernel.send(send('desk', 'desk.ask', n)));
  expect(outcome(await kernel.send(send('desk', 'desk.greet')))).toBe('hello');
  expect(states(booted, 'desk')).toEqual(['desk#1 blocked', 'desk#2 blocked', 'desk#3 waiting']);
  asked.push(kernel.send(send('desk', 'desk.ask', 3)));
  const late = kernel.send(send('desk', 'desk.greet'));
  await soon();
  expect(states(booted, 'desk')).toEqual(['desk#1 blocked', 'desk#2 blocked', 'desk#3 blocked']);
  expect(kernel.load().queued).toBeGreaterThanOrEqual(1);
  await kernel.resume('archive');
  expect((await Promise.all([...asked, late])).map(outcome)).toEqual([1, 2, 3, 'hello']);
  await expectQuiet(kernel);
});

test('P5 a module whose processes do not wait has one', async () => {
  const booted = await boot([archive, desk()]);
  const replies = Array.from({ length: 50 }, (_, n) => booted.kernel.send(send('desk', 'desk.greet', n)));
  await Promise.all(replies);
  expect(states(booted, 'desk')).toEqual(['desk#1 waiting']);
  await expectQuiet(booted.kernel);
});

test('P5 C4 what processes of a pool do beside each other comes out as if they had done it one after the other', async () => {
  const booted = await boot([archive, desk(4)]);
  const replies = Array.from({ length: 12 }, () => booted.kernel.send(send('desk', 'desk.count')));
  expect((await Promise.all(replies)).every(({ ok: good }) => good)).toBe(true);
  expect(states(booted, 'desk').length).toBeGreaterThan(1);
  expect(outcome(await booted.kernel.send(send('desk', 'desk.total')))).toBe(12);
  await expectQuiet(booted.kernel);
});

test('Q11 what one module sends is handled in order, also while a process of the pool waits; others overtake it', async () => {
  const seen: string[] = [];
  const relay: ScriptedModule = {
    id: 'relay',
    opcodes: ['relay.pass'],
    capabilities: [channel('archive', 'execute')],
    handle: async ({ source, payload }, host) => {
      seen.push(`${source} ${payload} starts`);
      if (payload === '1') await host.ipcCall(slot(host.ipcOpen('archive')), 'archive.read', payload);
      seen.push(`${source} ${payload} ends`);
      return ok('{}');
    },
  };
  const feeder: ScriptedModule = {
    id: 'feeder',
    opcodes: ['feeder.feed'],
    capabilities: [channel('relay', 'write')],
    handle: async (_, host) => {
      for (const n of ['1', '2', '3']) await host.ipcSend(slot(host.ipcOpen('relay')), 'Command', 'relay.pass', n);
      return ok('{}');
    },
  };
  const { kernel } = await boot([archive, relay, feeder]);
  await kernel.suspend('archive');
  await kernel.send(send('feeder', 'feeder.feed'));
  await kernel.send(send('relay', 'relay.pass', 9));
  expect(seen).toEqual(['feeder 1 starts', 'client 9 starts', 'client 9 ends']);
  await kernel.resume('archive');
  await kernel.drained();
  expect(seen.slice(3)).toEqual([
    'feeder 1 ends',
    'feeder 2 starts',
    'feeder 2 ends',
    'feeder 3 starts',
    'feeder 3 ends',
  ]);
  await expectQuiet(kernel);
});

/** Waits for the gate, then asks its neighbour. */
const neighbour = (id: string, other: string): ScriptedModule => ({
  id,
  opcodes: [`${id}.start`, `${id}.answer`],
  processes: 1,
  capabilities: [channel('archive', 'execute'), channel(other, 'execute')],
  handle: async ({ opcode, payload }, host) => {
    if (opcode === `${id}.answer`) return ok(payload);
    await host.ipcCall(slot(host.ipcOpen('archive')), 'archive.read', '1');
    return host.ipcCall(slot(host.ipcOpen(other)), `${other}.answer`, payload);
  },
});

test('Q12 two modules that call each other, each for a message of its own, do not wait for ever: the second call is refused', async () => {
  const { kernel } = await boot([archive, neighbour('left', 'right'), neighbour('right', 'left')]);
  await kernel.suspend('archive');
  const replies = [kernel.send(send('left', 'left.start', 1)), kernel.send(send('right', 'right.start', 2))];
  await soon();
  await kernel.resume('archive');
  expect((await Promise.all(replies)).map(outcome).sort()).toEqual([1, 'call-cycle']);
  await expectQuiet(kernel);
});

test('P1 P3 a pool is suspended, resumed and stopped whole', async () => {
  const booted = await boot([archive, desk(2)]);
  const { kernel } = booted;
  await kernel.suspend('archive');
  const asked = [1, 2].map((n) => kernel.send(send('desk', 'desk.ask', n)));
  await soon();
  await kernel.suspend('desk');
  expect(states(booted, 'desk')).toEqual(['desk#1 suspended', 'desk#2 suspended']);
  await kernel.resume('archive');
  await soon();
  expect(states(booted, 'desk')).toEqual(['desk#1 suspended', 'desk#2 suspended']);
  await kernel.resume('desk');
  expect((await Promise.all(asked)).map(outcome)).toEqual([1, 2]);
  await kernel.suspend('archive');
  const ended = [3, 4].map((n) => kernel.send(send('desk', 'desk.ask', n)));
  await soon();
  expect(await kernel.terminate('desk', 0)).toMatchObject({ ok: true });
  expect((await Promise.all(ended)).map(outcome)).toEqual(['state-refused', 'state-refused']);
  expect(states(booted, 'desk')).toEqual(['desk#1 completed']);
  await kernel.resume('archive');
  await kernel.resume('desk');
  expect(outcome(await kernel.send(send('desk', 'desk.greet')))).toBe('hello');
  expect(states(booted, 'desk')).toEqual(['desk#3 waiting']);
  await expectQuiet(kernel);
});
