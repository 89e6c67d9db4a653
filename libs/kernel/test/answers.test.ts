import { LIMITS, ok } from '@esta-logic/kernel-boundary';
import { expect, test } from 'vitest';
import { boot, expectQuiet } from './kernel-harness.ts';
import type { ScriptedModule } from './scripted-modules.ts';

const DAY = LIMITS.dedupMilliseconds.value;

function counter(): ScriptedModule & { handled: number } {
  const module = {
    id: 'counter',
    opcodes: ['counter.add'],
    handled: 0,
    handle: () => ok(String(++module.handled)),
  };
  return module;
}
const once = (idempotencyKey: string) => ({
  type: 'Command' as const,
  target: 'counter',
  opcode: 'counter.add',
  payload: {},
  delivery: 'exactly-once' as const,
  idempotencyKey,
});

test('M8 C5 an exactly-once message is answered alike for as long as the window is, also by the next boot, and then handled anew', async () => {
  const module = counter();
  const first = await boot([module]);
  expect(await first.kernel.send(once('k'))).toMatchObject({ payload: 1 });
  first.clock.advance(DAY - 1);
  expect(await first.kernel.send(once('k'))).toMatchObject({ payload: 1 });
  await expectQuiet(first.kernel);
  const second = await boot([module], first.store.reopen());
  second.clock.advance(DAY - 1);
  expect(await second.kernel.send(once('k'))).toMatchObject({ payload: 1 });
  second.clock.advance(1);
  expect(await second.kernel.send(once('k'))).toMatchObject({ payload: 2 });
  expect(await second.kernel.send(once('k'))).toMatchObject({ payload: 2 });
  await expectQuiet(second.kernel);
});

test('M8 answers that are too old are deleted by those that come after them', async () => {
  const { kernel, store, clock } = await boot([counter()]);
  const stored = () => [...store.entries()].filter(({ key }) => key.startsWith('d/')).length;
  for (let n = 0; n < 10; n++) await kernel.send(once(`old-${n}`));
  expect(stored()).toBe(10);
  clock.advance(DAY);
  for (let n = 0; n < 6; n++) await kernel.send(once(`new-${n}`));
  expect(stored()).toBe(6);
  await expectQuiet(kernel);
});
