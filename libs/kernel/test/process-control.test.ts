import { ok, type KernelEvent } from '@esta-logic/kernel-boundary';
import { expect, test } from 'vitest';
import { ALL, boot, channel, collection, expectQuiet, readJson, slot, type Booted } from './kernel-harness.ts';
import type { ScriptedModule } from './scripted-modules.ts';

const send = (target: string, opcode: string, payload: unknown = {}) => ({
  type: 'Command' as const,
  target,
  opcode,
  payload,
});

const counter: ScriptedModule = {
  id: 'counter',
  opcodes: ['counter.add'],
  capabilities: [collection('counter', 'totals', ...ALL)],
  handle: async (_, host) => {
    const total = ((await readJson<number>(host, 'totals', 'total')) ?? 0) + 1;
    await host.dbWrite(slot(host.dbOpen('totals')), 'total', JSON.stringify(total));
    return ok(JSON.stringify({ total }));
  },
};

/** Sends to the counter, or waits for it. */
const teller: ScriptedModule = {
  id: 'teller',
  opcodes: ['teller.tell', 'teller.ask'],
  capabilities: [channel('counter', 'write', 'execute')],
  handle: async ({ opcode }, host) => {
    if (opcode === 'teller.ask') return host.ipcCall(slot(host.ipcOpen('counter')), 'counter.add', '{}');
    const sent = await host.ipcSend(slot(host.ipcOpen('counter')), 'Command', 'counter.add', '{}');
    return sent.ok ? ok('{}') : sent;
  },
};

/** Writes, then works until it is told that it may end; it asks for fuel all the while, as a loop does. */
function spinner(): ScriptedModule & { end: boolean; rounds: number } {
  const module = {
    id: 'spinner',
    opcodes: ['spinner.spin', 'spinner.read'],
    end: false,
    rounds: 0,
    capabilities: [collection('spinner', 'marks', ...ALL)],
    handle: (async ({ opcode }, host, governor) => {
      if (opcode === 'spinner.read')
        return ok(JSON.stringify({ mark: (await readJson(host, 'marks', 'mark')) ?? null }));
      await host.dbWrite(slot(host.dbOpen('marks')), 'mark', '1');
      while (!module.end) {
        module.rounds++;
        const granted = await governor.refill();
        if (!granted.ok) return granted;
        governor.begin();
        await undefined;
      }
      return ok('{}');
    }) as ScriptedModule['handle'],
  };
  return module;
}

const stateOf = ({ kernel }: Booted, module: string): string | undefined =>
  kernel.processes().find((one) => one.module === module)?.state;
const changes = ({ store }: Booted): unknown[] =>
  store
    .entries()
    .filter(({ key }) => key.startsWith('a/'))
    .map(({ value }) => JSON.parse(value) as { kind: string; process: string; from: string; to: string })
    .filter(({ kind }) => kind === 'process.changed')
    .map(({ process, from, to }) => [process, from, to]);
const statesOf = (events: readonly KernelEvent[], id: string): string[] =>
  events.flatMap((event) => (event.kind === 'process.state' && event.process === id ? [event.to] : []));
const soon = async (): Promise<void> => {
  for (let i = 0; i < 50; i++) await undefined;
};

test('P1 a suspended process keeps its messages and handles them, in order, when it is resumed', async () => {
  const booted = await boot([counter]);
  const { kernel } = booted;
  expect(await kernel.suspend('counter')).toMatchObject({ ok: true, value: { id: 'counter#1', state: 'suspended' } });
  const replies = Array.from({ length: 3 }, () => kernel.send(send('counter', 'counter.add')));
  await kernel.drained();
  expect(kernel.processes()).toMatchObject([{ state: 'suspended', mailbox: 3, cranks: 0 }]);
  expect(await kernel.suspend('counter#1')).toMatchObject({ fault: { name: 'state-refused' } });
  expect(await kernel.resume('counter#1')).toMatchObject({ ok: true });
  expect(await Promise.all(replies)).toMatchObject([1, 2, 3].map((total) => ({ ok: true, payload: { total } })));
  expect(await kernel.resume('counter')).toMatchObject({ fault: { name: 'state-refused' } });
  expect(await kernel.suspend('nobody')).toMatchObject({ fault: { name: 'not-found' } });
  expect(changes(booted)).toEqual([
    ['counter#1', 'waiting', 'suspended'],
    ['counter#1', 'suspended', 'ready'],
  ]);
  await expectQuiet(kernel);
});

test('P2 a running guest is stopped at its next safe point and goes on where it stood; others run meanwhile', async () => {
  const spin = spinner();
  const booted = await boot([spin, counter]);
  const { kernel, events } = booted;
  const reply = kernel.send(send('spinner', 'spinner.spin'));
  await soon();
  expect(spin.rounds).toBeGreaterThan(0);
  expect(await kernel.suspend('spinner')).toMatchObject({ value: { state: 'suspended' } });
  const stoodAt = spin.rounds;
  expect(await kernel.send(send('counter', 'counter.add'))).toMatchObject({ payload: { total: 1 } });
  expect(spin.rounds).toBe(stoodAt);
  await kernel.resume('spinner');
  await soon();
  expect(spin.rounds).toBeGreaterThan(stoodAt);
  spin.end = true;
  expect(await reply).toMatchObject({ ok: true });
  expect(statesOf(events, 'spinner#1')).toEqual(expect.arrayContaining(['suspended', 'ready', 'running', 'waiting']));
  await expectQuiet(kernel);
});

test('P1 a caller that is suspended while it waits gets its answer when it is resumed', async () => {
  const booted = await boot([counter, teller]);
  const { kernel } = booted;
  await kernel.suspend('counter');
  const reply = kernel.send(send('teller', 'teller.ask'));
  await kernel.drained();
  expect(stateOf(booted, 'teller')).toBe('blocked');
  await kernel.suspend('teller');
  expect(stateOf(booted, 'teller')).toBe('suspended');
  await kernel.resume('counter');
  await soon();
  expect(kernel.load()).toMatchObject({ open: 1, queued: 0 });
  await kernel.resume('teller');
  expect(await reply).toMatchObject({ payload: { total: 1 } });
  await expectQuiet(kernel);
});

test('P3 a process that has nothing in hand ends at once; its module answers with the reason until it is resumed', async () => {
  const booted = await boot([counter]);
  const { kernel } = booted;
  await kernel.send(send('counter', 'counter.add'));
  expect(await kernel.terminate('counter')).toMatchObject({ ok: true, value: { state: 'completed', memoryBytes: 0 } });
  expect(await kernel.send(send('counter', 'counter.add'))).toMatchObject({
    ok: false,
    error: { name: 'state-refused', message: expect.stringContaining('esta resume counter') as string },
  });
  expect(await kernel.terminate('counter')).toMatchObject({ fault: { name: 'state-refused' } });
  expect(await kernel.resume('counter')).toMatchObject({ value: { id: 'counter#2', state: 'waiting' } });
  expect(await kernel.send(send('counter', 'counter.add'))).toMatchObject({ payload: { total: 2 } });
  expect(changes(booted)).toEqual([
    ['counter#1', 'waiting', 'stopping'],
    ['counter#1', 'stopping', 'completed'],
    ['counter#1', 'stopped', 'ready'],
  ]);
  await expectQuiet(kernel);
});

test('P3 a crank in hand has its grace, is then ended at a safe point, and leaves nothing; queued messages fail at once', async () => {
  const spin = spinner();
  const { kernel, clock } = await boot([spin]);
  const inHand = kernel.send(send('spinner', 'spinner.spin'));
  const queued = kernel.send(send('spinner', 'spinner.read'));
  await soon();
  const ended = kernel.terminate('spinner', 500);
  expect(await queued).toMatchObject({ ok: false, error: { name: 'state-refused' } });
  const before = spin.rounds;
  await soon();
  expect(spin.rounds).toBeGreaterThan(before);
  clock.advance(500);
  expect(await inHand).toMatchObject({ ok: false, error: { name: 'state-refused' } });
  expect(await ended).toMatchObject({ ok: true, value: { state: 'completed' } });
  await kernel.resume('spinner');
  expect(await kernel.send(send('spinner', 'spinner.read'))).toMatchObject({ payload: { mark: null } });
  await expectQuiet(kernel);
});

test('P3 a crank that ends within its grace is committed', async () => {
  const spin = spinner();
  const { kernel } = await boot([spin]);
  const inHand = kernel.send(send('spinner', 'spinner.spin'));
  await soon();
  const ended = kernel.terminate('spinner', 500);
  spin.end = true;
  expect(await inHand).toMatchObject({ ok: true });
  expect(await ended).toMatchObject({ ok: true });
  await kernel.resume('spinner');
  expect(await kernel.send(send('spinner', 'spinner.read'))).toMatchObject({ payload: { mark: 1 } });
  await expectQuiet(kernel);
});

test('P3 a process that waits for another is ended too, and so is one that stands suspended in the middle', async () => {
  const spin = spinner();
  const { kernel, clock } = await boot([counter, teller, spin]);
  await kernel.suspend('counter');
  const asking = kernel.send(send('teller', 'teller.ask'));
  await soon();
  const ended = kernel.terminate('teller', 100);
  await soon();
  clock.advance(100);
  expect(await asking).toMatchObject({ ok: false, error: { name: 'state-refused' } });
  expect(await ended).toMatchObject({ ok: true });
  const spinning = kernel.send(send('spinner', 'spinner.spin'));
  await soon();
  await kernel.suspend('spinner');
  expect(await kernel.terminate('spinner')).toMatchObject({ ok: true });
  expect(await spinning).toMatchObject({ ok: false, error: { name: 'state-refused' } });
  await kernel.resume('counter');
  await expectQuiet(kernel);
});

test('P4 what was decided about a process holds across boots, and the messages that wait for it are not lost', async () => {
  const first = await boot([counter, teller]);
  await first.kernel.suspend('counter');
  await first.kernel.send(send('teller', 'teller.tell'));
  await first.kernel.send(send('teller', 'teller.tell'));
  const waiting = first.kernel.send(send('counter', 'counter.add'));
  await first.kernel.stop();
  expect(await waiting).toMatchObject({ ok: false, error: { name: 'not-ready' } });
  const second = await boot([counter, teller], first.store.reopen());
  expect(second.kernel.processes()).toMatchObject([
    { module: 'counter', state: 'suspended', mailbox: 2 },
    { module: 'teller' },
  ]);
  await second.kernel.resume('counter');
  expect(await second.kernel.send(send('counter', 'counter.add'))).toMatchObject({ payload: { total: 3 } });
  await second.kernel.terminate('teller');
  await expectQuiet(second.kernel);
  const third = await boot([counter, teller], second.store.reopen());
  expect(stateOf(third, 'teller')).toBe('completed');
  expect(await third.kernel.send(send('teller', 'teller.tell'))).toMatchObject({ error: { name: 'state-refused' } });
  await third.kernel.resume('teller');
  expect(await third.kernel.send(send('teller', 'teller.tell'))).toMatchObject({ ok: true });
  await expectQuiet(third.kernel);
});

test('P4 a kernel stops although processes are held in the middle of a crank, and nothing of that crank is kept', async () => {
  const spin = spinner();
  const first = await boot([spin, counter, teller]);
  const spinning = first.kernel.send(send('spinner', 'spinner.spin'));
  await soon();
  await first.kernel.suspend('spinner');
  await first.kernel.suspend('counter');
  const asking = first.kernel.send(send('teller', 'teller.ask'));
  await soon();
  await first.kernel.stop();
  expect(await spinning).toMatchObject({ error: { name: 'not-ready' } });
  expect(await asking).toMatchObject({ ok: false });
  const second = await boot([spin, counter, teller], first.store.reopen());
  for (const module of ['spinner', 'counter']) await second.kernel.resume(module);
  expect(await second.kernel.send(send('spinner', 'spinner.read'))).toMatchObject({ payload: { mark: null } });
  await expectQuiet(second.kernel);
});
