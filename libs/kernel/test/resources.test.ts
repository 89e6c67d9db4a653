import { ok } from '@esta-logic/kernel-boundary';
import { manualClock, manualLoop, memoryStore, seededEntropy, testDigest } from '@esta-logic/testkit';
import { expect, test } from 'vitest';
import { Kernel } from '../src/index.ts';
import { ALL, boot, collection, expectQuiet, slot } from './kernel-harness.ts';
import { scriptedLoader, type ScriptedModule } from './scripted-modules.ts';

const send = (target: string, opcode: string, tenantId?: string) => ({
  type: 'Command' as const,
  target,
  opcode,
  payload: {},
  ...(tenantId === undefined ? {} : { tenantId }),
});
const soon = async (): Promise<void> => {
  for (let i = 0; i < 50; i++) await undefined;
};

const notes: ScriptedModule = {
  id: 'notes',
  opcodes: ['notes.write'],
  capabilities: [collection('notes', 'pages', ...ALL)],
  handle: async (_, host) => {
    const written = await host.dbWrite(slot(host.dbOpen('pages')), 'page', '"text"');
    return written.ok ? ok('{}') : written;
  },
};
const echo = (messagesPerSecond?: number): ScriptedModule => ({
  id: 'echo',
  opcodes: ['echo.say'],
  ...(messagesPerSecond === undefined ? {} : { messagesPerSecond }),
  handle: ({ payload }) => ok(payload),
});

test('U1 what processes and tenants use is counted by the second, and shown', async () => {
  const { kernel, clock } = await boot([notes]);
  for (const tenant of ['north', 'north', 'south']) await kernel.send(send('notes', 'notes.write', tenant));
  expect(kernel.processes()[0]!.lastSecond.messages).toBe(0);
  clock.advance(1000);
  const { lastSecond, handles } = kernel.processes()[0]!;
  expect(lastSecond).toMatchObject({ messages: 3, systemCalls: 6 });
  expect(lastSecond.written).toBeGreaterThan(0);
  expect(handles).toBe(1);
  expect(kernel.tenants().map(({ tenantId, total }) => [tenantId, total.messages])).toEqual([
    ['north', 2],
    ['south', 1],
  ]);
  clock.advance(1000);
  expect(kernel.processes()[0]!.lastSecond.messages).toBe(0);
  await expectQuiet(kernel);
});

test('U3 a module that handled more than its limit makes up for it, and goes on; its neighbours do not wait', async () => {
  const { kernel, clock } = await boot([echo(10), notes]);
  await Promise.all(Array.from({ length: 15 }, () => kernel.send(send('echo', 'echo.say'))));
  clock.advance(1000);
  let answered = false;
  const late = kernel.send(send('echo', 'echo.say')).then(() => (answered = true));
  expect(await kernel.send(send('notes', 'notes.write'))).toMatchObject({ ok: true });
  clock.advance(499);
  await soon();
  expect(answered).toBe(false);
  clock.advance(1);
  await late;
  await expectQuiet(kernel);
});

test('U3 who goes on using more than its limit is suspended, and the log says why', async () => {
  const { kernel, clock } = await boot([echo(1)]);
  for (let second = 0; second < 10; second++) {
    const replies = [1, 2].map(() => kernel.send(send('echo', 'echo.say')));
    clock.advance(1000);
    await Promise.all(replies);
    clock.advance(1000);
    await soon();
  }
  expect(kernel.processes()[0]!.state).toBe('suspended');
  expect(await kernel.resume('echo')).toMatchObject({ ok: true });
  expect(await kernel.send(send('echo', 'echo.say'))).toMatchObject({ ok: true });
  await expectQuiet(kernel);
});

test('U2 a manifest that asks for more than is left is refused, and what was admitted stays', async () => {
  const clock = manualClock();
  const kernel = new Kernel({
    provider: memoryStore(),
    loader: scriptedLoader([echo(), notes]),
    clock,
    loop: manualLoop({ clock, mode: 'microtask' }),
    digest: testDigest(),
    entropy: seededEntropy(1),
    settings: { memoryBytes: 1e9, processes: 6 },
  });
  await kernel.boot();
  const refused = kernel.modules().filter(({ state }) => state === 'refused');
  expect(refused).toMatchObject([{ id: 'notes', fault: { name: 'quota-exceeded' } }]);
  expect(await kernel.send(send('echo', 'echo.say'))).toMatchObject({ ok: true });
  expect(await kernel.send(send('notes', 'notes.write'))).toMatchObject({ error: { name: 'quota-exceeded' } });
  expect(await kernel.verifyLog()).toMatchObject({ ok: true });
  await kernel.stop();
});
