import { LIMITS, ok, type BroadcastOutcome, type SyscallHost } from '@esta-logic/kernel-boundary';
import { expect, test } from 'vitest';
import { boot, channel, expectQuiet, slot } from './kernel-harness.ts';
import type { ScriptedModule } from './scripted-modules.ts';

const NEWS = 'news.out';

const speaker = (speak: (host: SyscallHost, handle: number) => unknown): ScriptedModule => ({
  id: 'speaker',
  opcodes: ['speaker.speak', NEWS],
  types: ['Command', 'Event'],
  capabilities: [{ ...channel('broadcast', 'write', 'execute'), resourcePattern: 'broadcast.news.*' }],
  handle: async (_, host) => ok(JSON.stringify(await speak(host, slot(host.ipcOpen('broadcast'))))),
});
const listener = (id: string, heard: string[], types: ScriptedModule['types'] = ['Event']): ScriptedModule => ({
  id,
  opcodes: [NEWS],
  types,
  handle: ({ source, payload }) => {
    heard.push(`${id} ${source} ${payload}`);
    return ok('{}');
  },
});
const speak = { type: 'Command', target: 'speaker', opcode: 'speaker.speak', payload: {} } as const;

test('Q13 a guest’s broadcast is one Event to every other module that takes it, and leaves with its crank', async () => {
  const heard: string[] = [];
  const { kernel } = await boot([
    speaker(async (host, handle) => await host.ipcSend(handle, 'Event', NEWS, '{"n":1}')),
    listener('zoe', heard),
    listener('ada', heard),
    listener('deaf', heard, ['Command']),
  ]);
  const reply = await kernel.send<{ value: string }>(speak);
  await kernel.drained();
  const outcomes = JSON.parse(reply.ok ? reply.payload.value : '[]') as BroadcastOutcome[];
  expect(outcomes).toEqual([
    { target: 'ada', messageId: expect.any(String) },
    { target: 'zoe', messageId: expect.any(String) },
  ]);
  expect(heard.sort()).toEqual(['ada speaker {"n":1}', 'zoe speaker {"n":1}']);
  await expectQuiet(kernel);
});

test('Q13 C1 a broadcast of a crank that fails reaches nobody', async () => {
  const heard: string[] = [];
  const { kernel } = await boot([
    speaker(async (host, handle) => {
      await host.ipcSend(handle, 'Event', NEWS, '{}');
      throw new Error('afterwards');
    }),
    listener('ada', heard),
  ]);
  expect(await kernel.send(speak)).toMatchObject({ ok: false });
  await kernel.drained();
  expect(heard).toEqual([]);
  await expectQuiet(kernel);
});

test('Q13 who has no place for a broadcast is named, and changes nothing for the others', async () => {
  const heard: string[] = [];
  const full: ScriptedModule = { ...listener('full', heard), mailboxCapacity: 1 };
  const { kernel } = await boot([
    speaker(async (host, handle) => {
      const twice = [await host.ipcSend(handle, 'Event', NEWS, '1'), await host.ipcSend(handle, 'Event', NEWS, '2')];
      return twice.map((sent) => (sent.ok ? (JSON.parse(sent.value) as unknown) : sent.fault));
    }),
    full,
    listener('ada', heard),
  ]);
  const reply = await kernel.send<BroadcastOutcome[][]>(speak);
  await kernel.drained();
  expect(reply.ok && reply.payload[1]).toMatchObject([{ messageId: expect.any(String) }, { fault: { code: 3004 } }]);
  expect(heard.sort()).toEqual(['ada speaker 1', 'ada speaker 2', 'full speaker 1']);
  await expectQuiet(kernel);
});

test('Q13 I2 a broadcast takes the right to write, an Event, and an opcode that the capability names', async () => {
  const { kernel } = await boot([
    speaker(async (host, handle) => {
      const all = [
        await host.ipcSend(handle, 'Command', NEWS, '{}'),
        await host.ipcCall(handle, NEWS, '{}'),
        await host.ipcSend(handle, 'Event', 'other.out', '{}'),
      ];
      return all.map((one) => (one.ok ? 'sent' : one.fault.name));
    }),
  ]);
  expect(await kernel.send(speak)).toMatchObject({
    payload: ['invalid-argument', 'invalid-argument', 'capability-missing'],
  });
  await expectQuiet(kernel);
});

test('Q13 a broadcast that does not fit into the outbox sends nothing', async () => {
  const heard: string[] = [];
  const most = LIMITS.outboxMessagesPerCrank.value;
  const { kernel } = await boot([
    speaker(async (host, handle) => {
      for (let i = 0; i < most - 1; i++) await host.ipcSend(handle, 'Event', 'news.one', '{}');
      const last = await host.ipcSend(handle, 'Event', NEWS, '{}');
      return last.ok ? 'sent' : last.fault.name;
    }),
    { ...listener('ada', heard), opcodes: [NEWS, 'news.one'], mailboxCapacity: 2 * most },
    { ...listener('bob', heard), mailboxCapacity: 2 * most },
  ]);
  expect(await kernel.send(speak)).toMatchObject({ payload: 'quota-exceeded' });
  await kernel.drained();
  expect(heard).toHaveLength(most - 1);
  await expectQuiet(kernel);
});
