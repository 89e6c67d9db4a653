import { afterEach, expect, test } from 'vitest';
import { ok } from '@esta-logic/kernel-boundary';
import { WorkThread } from '../src/index.ts';

const thread = new WorkThread<Uint8Array, Uint8Array>({
  entry: new URL('./scripted-work.ts', import.meta.url),
  execArgv: ['--conditions=@esta-logic/source'],
});
afterEach(() => thread.close());

test('requests are answered on the other thread, each its own', async () => {
  const requests = Array.from({ length: 20 }, (_, i) => new Uint8Array(1000).fill(i + 10));
  expect(await Promise.all(requests.map((bytes) => thread.run(bytes)))).toEqual(requests.map((bytes) => ok(bytes)));
});

test('work that throws fails alone', async () => {
  const [failed, done] = await Promise.all([thread.run(Uint8Array.of(1)), thread.run(Uint8Array.of(9))]);
  expect(failed).toMatchObject({
    ok: false,
    fault: { name: 'driver-failed', message: expect.stringContaining('no such work') as string },
  });
  expect(done).toEqual(ok(Uint8Array.of(9)));
});

test('what a thread was asked that ended is answered with a fault, and the next request gets another thread', async () => {
  const open = [thread.run(Uint8Array.of(2)), thread.run(Uint8Array.of(9))];
  for (const result of await Promise.all(open))
    expect(result).toMatchObject({
      ok: false,
      fault: { name: 'driver-failed', message: expect.stringContaining('ended with code 7') as string },
    });
  expect(await thread.run(Uint8Array.of(9))).toEqual(ok(Uint8Array.of(9)));
});
