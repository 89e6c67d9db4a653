import { failureOf, Journal, type CrankRecord } from '@esta-logic/journal';
import { fail, faultOf, ok, rightsOf, unwrap, type CapabilityRequest, type Reply } from '@esta-logic/kernel-boundary';
import { memoryStore, type MemoryStore } from '@esta-logic/testkit';
import { expect, test } from 'vitest';
import { recordsOf } from './check-journal.ts';
import { ALL, boot, channel, collection, expectQuiet, slot, type Booted } from './kernel-harness.ts';
import type { ScriptedModule } from './scripted-modules.ts';

const power = (resourceType: 'clock' | 'log', right: 'read' | 'write'): CapabilityRequest => ({
  label: resourceType,
  resourceType,
  resourcePattern: 'system',
  rights: rightsOf(right),
  reason: 'Do its work',
});

/** Does what its opcode says. */
const worker: ScriptedModule = {
  id: 'worker',
  opcodes: ['do.reply', 'do.refuse', 'do.trap', 'do.spin', 'do.babble', 'do.throw', 'do.calls'],
  capabilities: [
    collection('worker', 'notes', ...ALL),
    collection('worker', 'frozen', 'read'),
    channel('helper', 'execute', 'write'),
    power('clock', 'read'),
    power('log', 'write'),
  ],
  handle: async ({ opcode, payload }, host, governor) => {
    switch (opcode) {
      case 'do.refuse':
        return fail('invalid-argument', 'Not like this.');
      case 'do.trap':
        return fail('unreachable', 'It trapped.');
      case 'do.babble':
        return ok('no JSON');
      case 'do.throw':
        throw new Error('a frame of the host');
      case 'do.spin':
        for (;;) {
          const granted = await governor.refill();
          if (!granted.ok) return granted;
        }
      case 'do.calls': {
        const notes = slot(host.dbOpen('notes'));
        await host.dbWrite(notes, 'k', payload);
        await host.dbQuery(notes, '', undefined, 10);
        await host.dbTransact(notes, [{ key: 'k', value: undefined }]);
        await host.dbWrite(slot(host.dbOpen('frozen')), 'k', '1');
        await host.timeNow();
        host.logWrite('info', 'hello');
        const helper = slot(host.ipcOpen('helper'));
        await host.ipcSend(helper, 'Command', 'help.take', payload);
        await host.ipcCall(helper, 'help.give', payload);
        return ok('true');
      }
      default:
        return ok(payload);
    }
  },
};
const helper: ScriptedModule = {
  id: 'helper',
  opcodes: ['help.take', 'help.give'],
  handle: ({ payload }) => ok(payload),
};
const broken: ScriptedModule = {
  id: 'broken',
  opcodes: ['broken.go'],
  startFault: faultOf('invalid-component', 'It does not start.'),
  handle: () => ok('1'),
};
const counter: ScriptedModule = { id: 'counter', opcodes: ['count.up'], stateful: true, handle: () => ok('1') };

const send = (
  { kernel }: Booted,
  opcode: string,
  payload: unknown = { n: 1 },
  more: object = {},
  target = 'worker',
): Promise<Reply> => kernel.send({ type: 'Command', target, opcode, payload, ...more });

async function ends(opcode: string, more: object = {}, target = 'worker'): Promise<CrankRecord> {
  const booted = await boot([worker, helper, broken]);
  await send(booted, opcode, { n: 1 }, more, target);
  const records = recordsOf(booted.store.entries());
  expect(records).toHaveLength(1);
  await expectQuiet(booted.kernel);
  return records[0]!;
}

test('J7 a reply, a refusal, a trap and a failure of the host leave a record each', async () => {
  expect(await ends('do.reply')).toMatchObject({
    ended: { how: 'returned' },
    reply: '{"n":1}',
    payload: '{"n":1}',
    process: 'worker#1',
    instance: { cranks: 0 },
    envelope: { source: 'client', target: 'worker', opcode: 'do.reply', metadata: { messageId: '1-1' } },
  });
  expect(await ends('do.refuse')).toMatchObject({
    ended: { how: 'faulted' },
    fault: { name: 'invalid-argument', message: 'Not like this.' },
  });
  expect(await ends('do.trap')).toMatchObject({ ended: { how: 'trapped' }, fault: { name: 'unreachable' } });
  expect(await ends('do.throw')).toMatchObject({ ended: { how: 'defect' }, fault: { name: 'internal' } });
  expect(await ends('broken.go', {}, 'broken')).toMatchObject({
    ended: { how: 'not-started' },
    fault: { name: 'invalid-component' },
  });
});

test('J7 a reply that the manifest does not allow is recorded as it was, beside why nothing of it was kept', async () => {
  const record = await ends('do.babble');
  expect(record).toMatchObject({ ended: { how: 'returned' }, reply: 'no JSON', refused: { name: 'handler-failed' } });
  expect(failureOf(record)).toBe(record.refused);
});

test('J7 a run that was stopped says after how much fuel: a budget that is gone, a deadline', async () => {
  const spent = await ends('do.spin');
  expect(spent).toMatchObject({ ended: { how: 'stopped', units: 1_000_000_000 }, fault: { name: 'timeout' } });

  const booted = await boot([worker, helper]);
  const replying = send(booted, 'do.spin', {}, { deadlineMs: 1 });
  booted.clock.advance(5);
  expect(await replying).toMatchObject({ ok: false, error: { name: 'timeout' } });
  await booted.kernel.drained();
  const [record] = recordsOf(booted.store.entries());
  expect(record).toMatchObject({ ended: { how: 'stopped' }, fault: { name: 'timeout' } });
  expect((record!.ended as { units: number }).units).toBeLessThan(1_000_000_000);
  expect(record!.refused).toBeUndefined();
  await expectQuiet(booted.kernel);
});

test('J7 C5 a reply that is repeated names the message that it was first given to', async () => {
  const booted = await boot([worker, helper]);
  const once = { delivery: 'exactly-once', idempotencyKey: 'a' };
  for (let i = 0; i < 3; i++)
    expect(await send(booted, 'do.reply', { n: i }, once)).toMatchObject({ payload: { n: 0 } });
  expect(recordsOf(booted.store.entries()).map(({ ended, reply, calls }) => ({ ended, reply, calls }))).toEqual([
    { ended: { how: 'returned' }, reply: '{"n":0}', calls: [] },
    { ended: { how: 'recalled', message: '1-1' }, reply: '{"n":0}', calls: [] },
    { ended: { how: 'recalled', message: '1-1' }, reply: '{"n":0}', calls: [] },
  ]);
  await expectQuiet(booted.kernel);
});

test('J6 every call is in the record, also one that is refused and one that waits for another process', async () => {
  const booted = await boot([worker, helper]);
  const big = { text: 'x'.repeat(2000) };
  const payload = JSON.stringify(big);
  expect(await send(booted, 'do.calls', big)).toMatchObject({ ok: true });
  await booted.kernel.drained();
  const records = recordsOf(booted.store.entries());
  const record = records.find(({ process }) => process === 'worker#1')!;
  expect(record.calls.map(({ syscall, args, result, state }) => [syscall, args, result, state])).toEqual([
    ['sys.db.open', ['notes'], ok(0), 'received'],
    ['sys.db.write', [0, 'k', payload], ok(undefined), 'received'],
    ['sys.db.query', [0, '', undefined, 10], ok([{ key: 'k', value: payload }]), 'received'],
    ['sys.db.transact', [0, [{ key: 'k', value: undefined }]], ok(undefined), 'received'],
    ['sys.db.open', ['frozen'], ok(1), 'received'],
    ['sys.db.write', [1, 'k', '1'], expect.objectContaining({ ok: false }), 'received'],
    ['sys.time.now', [], ok(BigInt(booted.clock.now())), 'received'],
    ['sys.log.write', ['info', 'hello'], ok(undefined), 'received'],
    ['sys.ipc.open', ['helper'], ok(2), 'received'],
    ['sys.ipc.send', [2, 'Command', 'help.take', payload], ok(record.outbox[0]), 'received'],
    ['sys.ipc.call', [2, 'help.give', payload], ok(payload), 'received'],
  ]);
  // Sent, received, written and read, the payload is kept once.
  expect(booted.store.entries().filter(({ value }) => value === payload)).toHaveLength(1);
  await expectQuiet(booted.kernel);
});

test('J10 memory that is kept tells of the cranks that it has seen, and a new instance begins anew', async () => {
  const store = memoryStore();
  const chain = async (booted: Booted): Promise<unknown[]> => {
    for (let i = 0; i < 3; i++) await send(booted, 'count.up', {}, {}, 'counter');
    await expectQuiet(booted.kernel);
    return recordsOf(store.entries()).map(({ seq, instance }) => [seq, instance]);
  };
  const first = await chain(await boot([counter], store));
  const [a, b, c] = first.map((entry) => (entry as [number])[0]);
  expect(first).toEqual([
    [a, { cranks: 0 }],
    [b, { cranks: 1, before: a }],
    [c, { cranks: 2, before: b }],
  ]);
  const both = await chain(await boot([counter], store.reopen()));
  expect(both.slice(3).map((entry) => (entry as [number, object])[1])).toMatchObject([
    { cranks: 0 },
    { cranks: 1 },
    { cranks: 2 },
  ]);
});

test('J9 a clock that is set back does not make a record older than the one before it, nor does a restart', async () => {
  const store = memoryStore();
  const times = async (booted: Booted, milliseconds: readonly number[]): Promise<void> => {
    for (const at of milliseconds) {
      booted.clock.setWall(at);
      await send(booted, 'do.reply');
    }
    await expectQuiet(booted.kernel);
  };
  const noon = Date.parse('2030-06-01T12:00:00Z');
  await times(await boot([worker, helper], store), [noon, noon + 1000, noon - 5000, noon + 2000]);
  await times(await boot([worker, helper], store.reopen()), [noon - 9000]);
  expect(recordsOf(store.entries()).map(({ time }) => Date.parse(time) - noon)).toEqual([0, 1000, 1000, 2000, 2000]);
});

test('J5 the journal of a running kernel gives the state as of any crank', async () => {
  const booted = await boot([worker, helper]);
  await send(booted, 'do.calls', { n: 1 });
  await booted.kernel.drained();
  const journal = new Journal(booted.store);
  const seq = (await journal.seqOf('1-1'))!;
  expect(unwrap(await journal.read(seq)).terms).toMatchObject({ module: 'worker', budget: 1_000_000_000 });
  expect([...unwrap(await journal.stateAsOf(seq))]).toEqual(stateOf(booted.store));
  await expectQuiet(booted.kernel);
});

const stateOf = (store: MemoryStore): [string, string][] =>
  store
    .entries()
    .filter(({ key }) => key.startsWith('s/'))
    .map(({ key, value }) => [key, value]);

test('C7 a version that the log does not know of is noted at boot, once, before it runs', async () => {
  const store = memoryStore();
  const installs = (): number =>
    store.entries().filter(({ value }) => value.includes('"kind":"module.installed"')).length;
  await expectQuiet((await boot([worker, helper], store)).kernel);
  expect(installs()).toBe(2);
  await expectQuiet((await boot([worker, helper], store.reopen())).kernel);
  expect(installs()).toBe(2);
  await expectQuiet((await boot([worker, helper, counter], store.reopen())).kernel);
  expect(installs()).toBe(3);
});
