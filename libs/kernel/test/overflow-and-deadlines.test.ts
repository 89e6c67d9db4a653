import { ok, type Reply } from '@esta-logic/kernel-boundary';
import { expect, test } from 'vitest';
import { ALL, boot, channel, collection, expectQuiet, readJson, slot } from './kernel-harness.ts';
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

const sink = (overflow?: ScriptedModule['overflow']): ScriptedModule => ({
  id: 'sink',
  opcodes: ['sink.put'],
  mailboxCapacity: 2,
  ...(overflow ? { overflow } : {}),
  handle: ({ payload }) => ok(payload),
});
const source: ScriptedModule = {
  id: 'source',
  opcodes: ['source.flood', 'source.ask'],
  capabilities: [channel('sink', 'write', 'execute')],
  handle: async ({ opcode, payload }, host) => {
    if (opcode === 'source.ask') return host.ipcCall(slot(host.ipcOpen('sink')), 'sink.put', payload);
    for (let i = 0; i < (JSON.parse(payload) as { times: number }).times; i++) {
      const sent = await host.ipcSend(slot(host.ipcOpen('sink')), 'Command', 'sink.put', String(i));
      if (!sent.ok) return sent;
    }
    return ok('{}');
  },
};
/** Works until it is told to end; asks for fuel all the while, or the spinner itself to work. */
const spinner: ScriptedModule = {
  id: 'spinner',
  opcodes: ['spinner.spin', 'spinner.read'],
  capabilities: [collection('spinner', 'marks', ...ALL)],
  handle: async ({ opcode }, host, governor) => {
    if (opcode === 'spinner.read') return ok(JSON.stringify((await readJson(host, 'marks', 'mark')) ?? 'none'));
    await host.dbWrite(slot(host.dbOpen('marks')), 'mark', '1');
    for (;;) {
      const granted = await governor.refill();
      if (!granted.ok) return granted;
      governor.begin();
      await undefined;
    }
  },
};
const asker: ScriptedModule = {
  id: 'asker',
  opcodes: ['asker.ask'],
  capabilities: [channel('spinner', 'execute')],
  handle: (_, host) => Promise.resolve(host.ipcCall(slot(host.ipcOpen('spinner')), 'spinner.spin', '{}')),
};

test('Q1 by default a sender is told that the mailbox is full', async () => {
  const { kernel } = await boot([sink()]);
  await kernel.suspend('sink');
  const replies = [1, 2, 3].map((n) => kernel.send(send('sink', 'sink.put', n)));
  expect(outcome(await replies[2]!)).toBe('mailbox-full');
  await kernel.resume('sink');
  expect((await Promise.all(replies)).map(outcome)).toEqual([1, 2, 'mailbox-full']);
  await expectQuiet(kernel);
});

test('Q2 drop-newest and drop-oldest tell whose message was dropped, and never drop for a lower priority', async () => {
  for (const [policy, expected] of [
    ['drop-newest', [1, 2, 'mailbox-full', 'mailbox-full']],
    ['drop-oldest', ['mailbox-full', 2, 3, 'mailbox-full']],
  ] as const) {
    const { kernel } = await boot([sink(policy)]);
    await kernel.suspend('sink');
    const replies = [1, 2, 3].map((n) => kernel.send(send('sink', 'sink.put', n)));
    const low = kernel.send({ ...send('sink', 'sink.put', 4), priority: 'low' });
    await soon();
    await kernel.resume('sink');
    expect((await Promise.all([...replies, low])).map(outcome)).toEqual(expected);
    await expectQuiet(kernel);
  }
});

test('Q2 I9 what a guest sent and a mailbox dropped is a dead letter, and the sender goes on', async () => {
  const { kernel } = await boot([sink('drop-oldest'), source]);
  await kernel.suspend('sink');
  expect(await kernel.send(send('source', 'source.flood', { times: 5 }))).toMatchObject({ ok: true });
  await kernel.drained();
  expect((await kernel.deadLetters()).map(({ payload, fault }) => [payload, fault.name])).toEqual([
    ['0', 'mailbox-full'],
    ['1', 'mailbox-full'],
    ['2', 'mailbox-full'],
  ]);
  expect(kernel.load().queued).toBe(2);
  await kernel.resume('sink');
  await expectQuiet(kernel);
});

test('Q3 block-sender keeps senders waiting in their order; who waits too long is told', async () => {
  const { kernel, clock } = await boot([sink('block-sender')]);
  await kernel.suspend('sink');
  const replies = [1, 2, 3, 4].map((n) => kernel.send(send('sink', 'sink.put', n)));
  const impatient = kernel.send({ ...send('sink', 'sink.put', 5), ttlMs: 100 });
  await soon();
  expect(kernel.load()).toMatchObject({ queued: 2, reserved: 0 });
  clock.advance(100);
  expect(outcome(await impatient)).toBe('mailbox-full');
  await kernel.resume('sink');
  expect((await Promise.all(replies)).map(outcome)).toEqual([1, 2, 3, 4]);
  await expectQuiet(kernel);
});

test('Q3 a guest that waits for a place gives up its core and goes on when there is one', async () => {
  const { kernel } = await boot([sink('block-sender'), source, spinner]);
  await kernel.suspend('sink');
  const first = [1, 2].map((n) => kernel.send(send('sink', 'sink.put', n)));
  const flooding = kernel.send(send('source', 'source.flood', { times: 2 }));
  await soon();
  expect(kernel.processes().find(({ module }) => module === 'source')!.state).toBe('blocked');
  expect(outcome(await kernel.send(send('spinner', 'spinner.read')))).toBe('none');
  await kernel.resume('sink');
  expect((await Promise.all(first)).map(outcome)).toEqual([1, 2]);
  expect(await flooding).toMatchObject({ ok: true });
  expect(outcome(await kernel.send(send('source', 'source.ask', 7)))).toBe(7);
  await expectQuiet(kernel);
});

test('Q3 a guest that waits too long, or asks for more places than it could ever get, is told; what it holds is given back', async () => {
  const { kernel, clock } = await boot([sink('block-sender'), source]);
  await kernel.suspend('sink');
  const first = [1, 2].map((n) => kernel.send(send('sink', 'sink.put', n)));
  const asking = kernel.send({ ...send('source', 'source.ask', 7), deadlineMs: 40 });
  await soon();
  clock.advance(40);
  expect(await asking).toMatchObject({ ok: false });
  await kernel.resume('sink');
  await Promise.all(first);
  const greedy = kernel.send(send('source', 'source.flood', { times: 3 }));
  await soon();
  clock.advance(30_000);
  expect(outcome(await greedy)).toBe('mailbox-full');
  await expectQuiet(kernel);
});

test('Q3 a process is stopped while it waits for a place', async () => {
  const { kernel } = await boot([sink('block-sender'), source]);
  await kernel.suspend('sink');
  const first = [1, 2].map((n) => kernel.send(send('sink', 'sink.put', n)));
  const asking = kernel.send(send('source', 'source.ask', 7));
  await soon();
  expect(await kernel.terminate('source', 0)).toMatchObject({ ok: true });
  expect(outcome(await asking)).toBe('state-refused');
  await kernel.resume('sink');
  await Promise.all(first);
  await expectQuiet(kernel);
});

test('Q3 a kernel that stops lets nobody wait', async () => {
  const { kernel } = await boot([sink('block-sender')]);
  await kernel.suspend('sink');
  const replies = Array.from({ length: 9 }, (_, n) => kernel.send(send('sink', 'sink.put', n)));
  await soon();
  await kernel.stop();
  expect((await Promise.all(replies)).map(outcome)).toEqual(Array(9).fill('not-ready'));
});

test('Q6 a message whose deadline passes while it is queued fails at its deadline, also where its process is suspended', async () => {
  const { kernel, clock } = await boot([sink()]);
  await kernel.suspend('sink');
  const reply = kernel.send({ ...send('sink', 'sink.put', 1), deadlineMs: 50 });
  await soon();
  clock.advance(50);
  expect(outcome(await reply)).toBe('timeout');
  expect(kernel.load()).toMatchObject({ queued: 0, open: 0 });
  await kernel.resume('sink');
  expect(outcome(await kernel.send({ ...send('sink', 'sink.put', 2), deadlineMs: 50 }))).toBe(2);
  clock.advance(1000);
  await expectQuiet(kernel);
});

test('Q7 a queued message fails when its time to live is over, also where its process is suspended', async () => {
  const { kernel, clock } = await boot([sink()]);
  await kernel.suspend('sink');
  const short = kernel.send({ ...send('sink', 'sink.put', 1), ttlMs: 50 });
  const long = kernel.send({ ...send('sink', 'sink.put', 2), ttlMs: 500 });
  await soon();
  clock.advance(50);
  expect(outcome(await short)).toBe('message-expired');
  expect(kernel.load()).toMatchObject({ queued: 1, open: 1 });
  await kernel.resume('sink');
  expect(outcome(await long)).toBe(2);
  await expectQuiet(kernel);
});

test('Q4 a module leaves room in a mailbox for others, and fills it again when what it sent is handled', async () => {
  const { kernel } = await boot([{ ...sink(), mailboxCapacity: 8 }, source]);
  await kernel.suspend('sink');
  expect(outcome(await kernel.send(send('source', 'source.flood', { times: 8 })))).toBe('mailbox-full');
  expect(await kernel.send(send('source', 'source.flood', { times: 7 }))).toMatchObject({ ok: true });
  const other = kernel.send(send('sink', 'sink.put', 1));
  await soon();
  await kernel.resume('sink');
  expect(outcome(await other)).toBe(1);
  await kernel.drained();
  expect(await kernel.send(send('source', 'source.flood', { times: 7 }))).toMatchObject({ ok: true });
  await expectQuiet(kernel);
});

test('Q6 work in hand is ended at its deadline and leaves nothing', async () => {
  const { kernel, clock } = await boot([spinner]);
  const reply = kernel.send({ ...send('spinner', 'spinner.spin'), deadlineMs: 200 });
  await soon();
  clock.advance(200);
  expect(await reply).toMatchObject({
    ok: false,
    error: { name: 'timeout', message: expect.stringContaining('200 ms') as string },
  });
  expect(outcome(await kernel.send(send('spinner', 'spinner.read')))).toBe('none');
  await expectQuiet(kernel);
});

test('Q6 calls inherit the deadline: caller and callee both end', async () => {
  const { kernel, clock } = await boot([spinner, asker]);
  const reply = kernel.send({ ...send('asker', 'asker.ask'), deadlineMs: 200 });
  await soon();
  expect(kernel.processes().find(({ module }) => module === 'asker')!.state).toBe('blocked');
  clock.advance(200);
  expect(outcome(await reply)).toBe('timeout');
  await kernel.drained();
  expect(outcome(await kernel.send(send('spinner', 'spinner.read')))).toBe('none');
  expect(await kernel.send({ ...send('sink', 'sink.put'), deadlineMs: 0 })).toMatchObject({
    error: { name: 'invalid-envelope' },
  });
  await expectQuiet(kernel);
});
