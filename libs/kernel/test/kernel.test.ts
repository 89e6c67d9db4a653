import { fail, LIMITS, ok } from '@esta-logic/kernel-boundary';
import { memoryStore } from '@esta-logic/testkit';
import { expect, test } from 'vitest';
import { ALL, boot, channel, collection, expectQuiet, readJson, slot } from './kernel-harness.ts';
import type { ScriptedModule } from './scripted-modules.ts';

const counter: ScriptedModule = {
  id: 'counter',
  opcodes: ['counter.add', 'counter.get', 'counter.fail', 'counter.trap'],
  capabilities: [collection('counter', 'totals', ...ALL)],
  handle: async ({ opcode, payload }, host) => {
    const { by = 0 } = JSON.parse(payload) as { by?: number };
    const total = ((await readJson<number>(host, 'totals', 'total')) ?? 0) + by;
    await host.dbWrite(slot(host.dbOpen('totals')), 'total', JSON.stringify(total));
    if (opcode === 'counter.fail') return fail('invalid-argument', 'I do not like it.');
    if (opcode === 'counter.trap') return fail('unreachable', 'It trapped.');
    return ok(JSON.stringify({ total }));
  },
};

/** Tells the counter, then fails if asked to. */
const teller: ScriptedModule = {
  id: 'teller',
  opcodes: ['teller.tell', 'teller.ask', 'teller.loop'],
  capabilities: [channel('counter', 'write', 'execute'), { ...channel('teller', 'execute'), label: 'self' }],
  handle: async ({ opcode, payload }, host) => {
    if (opcode === 'teller.ask') return host.ipcCall(slot(host.ipcOpen('counter')), 'counter.add', payload);
    if (opcode === 'teller.loop') return host.ipcCall(slot(host.ipcOpen('self')), 'teller.tell', payload);
    const { times = 1, then } = JSON.parse(payload) as { times?: number; then?: string };
    for (let i = 0; i < times; i++) {
      const sent = await host.ipcSend(slot(host.ipcOpen('counter')), 'Command', 'counter.add', '{"by":1}');
      if (!sent.ok) return sent;
    }
    return then === 'fail' ? fail('handler-failed', 'after all') : ok('{}');
  },
};

const send = (target: string, opcode: string, payload: unknown = {}, type: 'Command' | 'Query' = 'Command') => ({
  type,
  target,
  opcode,
  payload,
});

test('a command is handled, committed and answered; state outlives the kernel', async () => {
  const { kernel, store } = await boot([counter]);
  expect(await kernel.send(send('counter', 'counter.add', { by: 3 }))).toMatchObject({
    ok: true,
    payload: { total: 3 },
  });
  expect(await kernel.send(send('counter', 'counter.add', { by: 4 }))).toMatchObject({
    ok: true,
    payload: { total: 7 },
  });
  await expectQuiet(kernel);
  const again = await boot([counter], store.reopen());
  expect(await again.kernel.send(send('counter', 'counter.get', {}, 'Query'))).toMatchObject({ payload: { total: 7 } });
  await expectQuiet(again.kernel);
});

test('C1 a handler that fails leaves no write; its sender hears the fault', async () => {
  const { kernel, instances } = await boot([counter]);
  await kernel.send(send('counter', 'counter.add', { by: 1 }));
  expect(await kernel.send(send('counter', 'counter.fail', { by: 100 }))).toMatchObject({
    ok: false,
    error: { name: 'invalid-argument', message: 'I do not like it.' },
  });
  expect(await kernel.send(send('counter', 'counter.trap', { by: 100 }))).toMatchObject({
    ok: false,
    error: { code: 4001 },
  });
  expect(await kernel.send(send('counter', 'counter.get'))).toMatchObject({ payload: { total: 1 } });
  expect(instances.get('counter')).toBe(2);
  await expectQuiet(kernel);
});

test('C2 messages leave at commit: all of them, or none when the crank fails', async () => {
  const { kernel } = await boot([counter, teller]);
  const told = await kernel.send(send('teller', 'teller.tell', { times: 5 }));
  await kernel.settled(told.messageId);
  expect(await kernel.send(send('counter', 'counter.get'))).toMatchObject({ payload: { total: 5 } });
  const failed = await kernel.send(send('teller', 'teller.tell', { times: 5, then: 'fail' }));
  expect(failed).toMatchObject({ ok: false, error: { name: 'handler-failed' } });
  await kernel.settled(failed.messageId);
  expect(await kernel.send(send('counter', 'counter.get'))).toMatchObject({ payload: { total: 5 } });
  await expectQuiet(kernel);
});

test('a call waits for its reply; a caller that would wait for itself is refused', async () => {
  const { kernel } = await boot([counter, teller]);
  expect(await kernel.send(send('teller', 'teller.ask', { by: 2 }))).toMatchObject({ payload: { total: 2 } });
  expect(await kernel.send(send('teller', 'teller.loop'))).toMatchObject({ ok: false, error: { name: 'call-cycle' } });
  await expectQuiet(kernel);
});

test('many callers and a callee in flight at once are all answered, one crank at a time per process', async () => {
  const { kernel } = await boot([counter, teller]);
  const replies = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      kernel.send(i % 2 ? send('teller', 'teller.ask', { by: 1 }) : send('counter', 'counter.add', { by: 1 })),
    ),
  );
  expect(replies.every(({ ok: good }) => good)).toBe(true);
  const totals = replies
    .map((reply) => (reply.ok ? (reply.payload as { total: number }).total : 0))
    .sort((a, b) => a - b);
  expect(totals).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  await expectQuiet(kernel);
});

test('C5 an exactly-once command is handled once and answered alike every time, across a restart too', async () => {
  const { kernel, store } = await boot([counter]);
  const command = {
    ...send('counter', 'counter.add', { by: 1 }),
    delivery: 'exactly-once' as const,
    idempotencyKey: 'order-1',
  };
  const first = await kernel.send(command);
  expect(await kernel.send(command)).toMatchObject({ ok: true, payload: first.ok && first.payload });
  await expectQuiet(kernel);
  const again = await boot([counter], store.reopen());
  expect(await again.kernel.send(command)).toMatchObject({ payload: { total: 1 } });
  expect(await again.kernel.send({ ...command, idempotencyKey: 'order-2' })).toMatchObject({ payload: { total: 2 } });
  await expectQuiet(again.kernel);
});

test('I9 a message that is sent and cannot be handled becomes a dead letter with its reason', async () => {
  const grumpy: ScriptedModule = {
    id: 'counter',
    opcodes: ['counter.add'],
    handle: () => fail('not-found', 'There is no counter.'),
  };
  const { kernel, events } = await boot([grumpy, teller]);
  expect(await kernel.send(send('counter', 'counter.add', { by: 1 }))).toMatchObject({ ok: false });
  expect(events.filter(({ kind }) => kind === 'message.dead-lettered')).toEqual([]);
  const told = await kernel.send(send('teller', 'teller.tell', { times: 2 }));
  await kernel.settled(told.messageId);
  // Told by the time that the tree is settled: whoever waited can say so.
  expect(events.filter(({ kind }) => kind === 'message.dead-lettered')).toMatchObject([
    { target: 'counter', fault: { name: 'not-found' } },
    { target: 'counter' },
  ]);
  const letters = await kernel.deadLetters();
  expect(letters).toHaveLength(2);
  expect(letters[0]).toMatchObject({
    payload: '{"by":1}',
    fault: { name: 'not-found' },
    envelope: { source: 'teller', opcode: 'counter.add' },
  });
  await expectQuiet(kernel);
});

test('I14 a sender that would overflow a mailbox is told so, and what it holds is given back when it fails', async () => {
  const { kernel } = await boot([{ ...counter, mailboxCapacity: 3 }, teller]);
  expect(await kernel.send(send('teller', 'teller.tell', { times: 4 }))).toMatchObject({
    ok: false,
    error: { name: 'mailbox-full' },
  });
  const told = await kernel.send(send('teller', 'teller.tell', { times: 3 }));
  expect(told.ok).toBe(true);
  await kernel.settled(told.messageId);
  await expectQuiet(kernel);
});

test('I2 without the capability the command fails with that reason, and the log has the denial', async () => {
  const { kernel, store } = await boot([counter, { ...teller, capabilities: [] }]);
  const reply = await kernel.send(send('teller', 'teller.ask', { by: 1 }));
  expect(reply).toMatchObject({ ok: false });
  await kernel.drained();
  const records = store
    .entries()
    .filter(({ key }) => key.startsWith('a/'))
    .map(({ value }) => JSON.parse(value) as { kind: string });
  expect(records.map(({ kind }) => kind)).toContain('syscall.denied');
  await expectQuiet(kernel);
});

test('I7 who goes on making calls that are refused is failed, and the log has a bounded number of them', async () => {
  const stubborn: ScriptedModule = {
    id: 'stubborn',
    opcodes: ['stubborn.go'],
    handle: (_, host) => {
      for (let i = 0; i < 1000; i++) host.dbOpen('nothing');
      return ok('{}');
    },
  };
  const { kernel, store } = await boot([stubborn]);
  expect(await kernel.send(send('stubborn', 'stubborn.go'))).toMatchObject({
    ok: false,
    error: { name: 'quota-exceeded' },
  });
  const records = store
    .entries()
    .filter(({ key }) => key.startsWith('a/'))
    .map(({ value }) => JSON.parse(value) as { kind: string });
  expect(records.filter(({ kind }) => kind === 'syscall.denied')).toHaveLength(LIMITS.refusedCallsPerCrank.value);
  await expectQuiet(kernel);
});

test('I7 one message makes a bounded number of calls', async () => {
  const caller: ScriptedModule = {
    ...teller,
    id: 'caller',
    opcodes: ['caller.go'],
    handle: async (_, host) => {
      for (let made = 0; ; made++) {
        const reply = await host.ipcCall(slot(host.ipcOpen('counter')), 'counter.get', '{}');
        if (!reply.ok) return ok(JSON.stringify({ made, name: reply.fault.name }));
      }
    },
  };
  const { kernel } = await boot([counter, caller]);
  expect(await kernel.send(send('caller', 'caller.go'))).toMatchObject({
    payload: { made: LIMITS.callsPerCrank.value, name: 'quota-exceeded' },
  });
  await expectQuiet(kernel);
});

test('a message that waited longer than it may live is not delivered', async () => {
  const slow: ScriptedModule = {
    id: 'slow',
    opcodes: ['slow.work'],
    handle: async () => {
      booted.clock.advance(50);
      return ok('{}');
    },
  };
  const booted = await boot([slow]);
  const [first, second, third] = await Promise.all([
    booted.kernel.send(send('slow', 'slow.work')),
    booted.kernel.send({ ...send('slow', 'slow.work'), ttlMs: 10 }),
    booted.kernel.send({ ...send('slow', 'slow.work'), ttlMs: 1000 }),
  ]);
  expect(first).toMatchObject({ ok: true });
  expect(second).toMatchObject({ ok: false, error: { name: 'message-expired' } });
  expect(third).toMatchObject({ ok: true });
  await expectQuiet(booted.kernel);
});

test('a reply that does not match the manifest, or a defect of the kernel, ends in a fault and leaves the kernel whole', async () => {
  const odd: ScriptedModule = {
    id: 'odd',
    opcodes: ['odd.throw', 'odd.fine'],
    handle: ({ opcode }) => {
      if (opcode === 'odd.throw') throw new Error('boom');
      return ok('{}');
    },
  };
  const { kernel } = await boot([odd]);
  expect(await kernel.send(send('odd', 'odd.throw'))).toMatchObject({ ok: false, error: { name: 'internal' } });
  expect(await kernel.send(send('odd', 'odd.fine'))).toMatchObject({ ok: true });
  await expectQuiet(kernel);
});

test('before boot and after stop nothing is taken', async () => {
  const { kernel } = await boot([counter]);
  await kernel.stop();
  expect(await kernel.send(send('counter', 'counter.get'))).toMatchObject({ ok: false, error: { name: 'not-ready' } });
  expect(await kernel.send({ nonsense: true } as never)).toMatchObject({
    ok: false,
    error: { name: 'invalid-envelope' },
  });
});

test('I15 a storage failure refuses everything from then on: nothing is decided that cannot be recorded', async () => {
  const store = memoryStore();
  const { kernel } = await boot([counter], store);
  const before = store.commits;
  const failing = store.reopen({ faults: [{ commit: 2, kind: 'fail' }] });
  await kernel.stop();
  const broken = await boot([counter], failing);
  expect(before).toBeGreaterThan(0);
  expect(await broken.kernel.send(send('counter', 'counter.add', { by: 1 }))).toMatchObject({
    ok: false,
    error: { name: 'storage-failed' },
  });
  expect(await broken.kernel.send(send('counter', 'counter.add', { by: 1 }))).toMatchObject({
    ok: false,
    error: { name: 'storage-failed' },
  });
  await broken.kernel.stop();
});

test('C4 a crank whose reads were changed before it committed is run again, and the command it called is not', async () => {
  let runs = 0;
  let writes = 0;
  const shared = { ...collection('ledger', 'lines', ...ALL), label: 'lines' };
  const writer: ScriptedModule = {
    id: 'writer',
    ring: 1,
    types: ['Command'],
    opcodes: ['writer.write'],
    capabilities: [shared],
    handle: async (_, host) => {
      await host.dbWrite(slot(host.dbOpen('lines')), 'total', JSON.stringify(++writes * 100));
      return ok(JSON.stringify({ writes }));
    },
  };
  const reader: ScriptedModule = {
    id: 'reader',
    ring: 1,
    opcodes: ['reader.sum'],
    capabilities: [shared, channel('writer', 'execute')],
    handle: async (_, host) => {
      runs++;
      const before = (await readJson<number>(host, 'lines', 'total')) ?? 0;
      const called = await host.ipcCall(slot(host.ipcOpen('writer')), 'writer.write', '{}');
      if (!called.ok) return called;
      await host.dbWrite(slot(host.dbOpen('lines')), 'seen', JSON.stringify(before));
      return ok(JSON.stringify({ before }));
    },
  };
  const { kernel } = await boot([writer, reader]);
  expect(await kernel.send(send('reader', 'reader.sum'))).toMatchObject({ ok: true, payload: { before: 100 } });
  expect({ runs, writes }).toEqual({ runs: 2, writes: 1 });
  await expectQuiet(kernel);
});

test('C3 while a guest waits for a reply the store takes other commits', async () => {
  const { kernel, store } = await boot([
    counter,
    {
      ...teller,
      handle: async ({ opcode }, host) => {
        if (opcode !== 'teller.ask') return ok('{}');
        const before = store.commits;
        const reply = await host.ipcCall(slot(host.ipcOpen('counter')), 'counter.add', '{"by":1}');
        return reply.ok ? ok(JSON.stringify({ committedMeanwhile: store.commits > before })) : reply;
      },
    },
  ]);
  expect(await kernel.send(send('teller', 'teller.ask'))).toMatchObject({
    ok: true,
    payload: { committedMeanwhile: true },
  });
  await expectQuiet(kernel);
});

test('I5 every crank, grant and boot is in the log, in order, whatever its outcome', async () => {
  const { kernel, store } = await boot([counter]);
  await kernel.send(send('counter', 'counter.add', { by: 1 }));
  await kernel.send(send('counter', 'counter.fail', { by: 1 }));
  await kernel.drained();
  const records = store
    .entries()
    .filter(({ key }) => key.startsWith('a/'))
    .map(({ value }) => JSON.parse(value) as { kind: string; outcome?: unknown; opcode?: string });
  expect(records.map(({ kind, opcode, outcome }) => [kind, opcode, outcome])).toEqual([
    ['boot', undefined, undefined],
    ['module.installed', undefined, undefined],
    ['capability.granted', undefined, undefined],
    ['crank', 'counter.add', 'committed'],
    ['crank', 'counter.fail', 1012],
  ]);
  await expectQuiet(kernel);
});

test('I8 a module that traps every time is answered for, and its neighbours go on', async () => {
  const broken: ScriptedModule = {
    id: 'broken',
    opcodes: ['broken.run'],
    handle: () => fail('out-of-bounds', 'It reached beyond its memory.'),
  };
  const { kernel, instances } = await boot([counter, broken]);
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      kernel.send(i % 2 ? send('broken', 'broken.run') : send('counter', 'counter.add', { by: 1 })),
    ),
  );
  expect(replies.filter((reply) => !reply.ok && reply.error.code === 4004)).toHaveLength(10);
  expect(replies.filter(({ ok: good }) => good)).toHaveLength(10);
  expect(instances.get('counter')).toBe(1);
  await expectQuiet(kernel);
});

/** A module that may write compliance records. */
const auditing = (handle: ScriptedModule['handle']): ScriptedModule => ({
  id: 'auditor',
  opcodes: ['auditor.run'],
  capabilities: [
    { label: 'audit', resourceType: 'audit', resourcePattern: '*', rights: { write: true }, reason: 'Record' },
  ],
  handle,
});

test('an audit record that the log could not keep is refused as an argument, and the crank may go on', async () => {
  const auditor = auditing(async (_, host) => {
    const bad = await host.auditLog(`{"a":${'['.repeat(200)}${']'.repeat(200)}}`);
    const good = await host.auditLog('{"a":1}');
    return ok(JSON.stringify({ bad: bad.ok ? '' : bad.fault.name, good: good.ok }));
  });
  const { kernel } = await boot([auditor]);
  expect(await kernel.send(send('auditor', 'auditor.run'))).toMatchObject({
    payload: { bad: 'invalid-argument', good: true },
  });
  await expectQuiet(kernel);
});

test('I7 the audit records of one message are bounded together, and what was kept before stays', async () => {
  const record = JSON.stringify({ text: 'x'.repeat(LIMITS.auditCharactersPerCrank.value / 2) });
  const auditor = auditing(async (_, host) => {
    const outcomes = [await host.auditLog(record), await host.auditLog(record), await host.auditLog('{"a":1}')];
    return ok(JSON.stringify(outcomes.map((outcome) => (outcome.ok ? 'kept' : outcome.fault.name))));
  });
  const { kernel, store } = await boot([auditor]);
  for (let message = 0; message < 2; message++)
    expect(await kernel.send(send('auditor', 'auditor.run'))).toMatchObject({
      payload: ['kept', 'quota-exceeded', 'kept'],
    });
  expect(store.entries().filter(({ value }) => value.includes('"kind":"audit"'))).toHaveLength(4);
  await expectQuiet(kernel);
});
