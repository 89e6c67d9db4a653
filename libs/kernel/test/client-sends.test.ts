import { ok, type Reply } from '@esta-logic/kernel-boundary';
import { manualClock, manualLoop, memoryStore, seededEntropy, testDigest } from '@esta-logic/testkit';
import { expect, test } from 'vitest';
import { Kernel } from '../src/index.ts';
import { boot, expectQuiet } from './kernel-harness.ts';
import { scriptedLoader, type ScriptedModule } from './scripted-modules.ts';

function recorder(id = 'recorder', types?: ScriptedModule['types']): ScriptedModule & { readonly seen: string[] } {
  const seen: string[] = [];
  return {
    id,
    opcodes: ['news.heard'],
    ...(types ? { types } : {}),
    seen,
    handle: ({ payload }) => {
      seen.push(payload);
      return ok(payload);
    },
  };
}
const numbered = (number: number, stream = 'import') => ({
  type: 'Command' as const,
  target: 'recorder',
  opcode: 'news.heard',
  payload: number,
  stream,
  number,
});
const outcome = (reply: Reply): unknown => (reply.ok ? reply.payload : reply.error.name);

test('M9 numbered messages are taken in their order, however they arrive; one that comes twice is refused', async () => {
  const module = recorder();
  const { kernel } = await boot([module]);
  const replies = [3, 1, 4, 2, 2].map((n) => kernel.send(numbered(n)));
  expect((await Promise.all(replies)).map(outcome)).toEqual([3, 1, 4, 2, 'duplicate-message']);
  expect(module.seen).toEqual(['1', '2', '3', '4']);
  const { number: _, ...half } = numbered(1);
  expect(await kernel.send(half)).toMatchObject({
    error: { name: 'invalid-envelope' },
  });
  await expectQuiet(kernel);
});

test('M9 a message that is lost holds up its stream for a bounded time, and the gap is told', async () => {
  const module = recorder();
  const { kernel, clock, events } = await boot([module]);
  expect(outcome(await kernel.send(numbered(1)))).toBe(1);
  const late = kernel.send(numbered(4));
  expect(outcome(await kernel.send(numbered(1, 'other')))).toBe(1);
  clock.advance(5000);
  expect(outcome(await late)).toBe(4);
  expect(events.find(({ kind }) => kind === 'stream.gap')).toMatchObject({ firstMissing: 2, lastMissing: 3 });
  expect(outcome(await kernel.send(numbered(2)))).toBe('duplicate-message');
  await expectQuiet(kernel);
});

test('M9 a kernel that stops lets nobody wait for a message that is missing', async () => {
  const { kernel } = await boot([recorder()]);
  const waiting = kernel.send(numbered(2));
  await kernel.stop();
  expect(outcome(await waiting)).toBe('not-ready');
});

test('M10 a broadcast reaches every module that takes the opcode as an Event, and tells how it went with each', async () => {
  const [first, second, deaf] = [recorder('first'), recorder('second'), recorder('deaf', ['Command'])];
  const { kernel } = await boot([first, second, deaf]);
  const replies = await kernel.broadcast({ opcode: 'news.heard', payload: 'spring' });
  expect(replies.map(({ target, reply }) => [target, outcome(reply)])).toEqual([
    ['first', 'spring'],
    ['second', 'spring'],
  ]);
  expect(deaf.seen).toEqual([]);
  expect(await kernel.broadcast({ opcode: 'news.missed', payload: 1 })).toEqual([]);
  await expectQuiet(kernel);
});

test('M5 a tenant that sends more than its rate is told how long to wait; another one notices nothing', async () => {
  const clock = manualClock();
  const kernel = new Kernel({
    provider: memoryStore(),
    loader: scriptedLoader([recorder()]),
    clock,
    loop: manualLoop({ clock, mode: 'microtask' }),
    digest: testDigest(),
    entropy: seededEntropy(1),
    settings: { tenantRate: { burst: 2, perSecond: 10 } },
  });
  await kernel.boot();
  const send = (tenantId: string): Promise<Reply> =>
    kernel.send({ type: 'Command', target: 'recorder', opcode: 'news.heard', payload: 1, tenantId });
  const replies = await Promise.all([send('north'), send('north'), send('north'), send('south')]);
  expect(replies.map(outcome)).toEqual([1, 1, 'quota-exceeded', 1]);
  expect(replies[2]).toMatchObject({ error: { message: expect.stringContaining('in 100 ms') as string } });
  clock.advance(100);
  expect(outcome(await send('north'))).toBe(1);
  await kernel.stop();
});
