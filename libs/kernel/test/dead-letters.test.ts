import { fail, ok } from '@esta-logic/kernel-boundary';
import { expect, test } from 'vitest';
import { ALL, boot, channel, collection, expectQuiet, readJson, slot, type Booted } from './kernel-harness.ts';
import type { ScriptedModule } from './scripted-modules.ts';

const send = (target: string, opcode: string, payload: unknown = {}) => ({
  type: 'Command' as const,
  target,
  opcode,
  payload,
});

/** Takes orders when it is in the mood. */
function shop(): ScriptedModule & { open: boolean } {
  const module = {
    id: 'shop',
    opcodes: ['shop.order', 'shop.count'],
    capabilities: [collection('shop', 'orders', ...ALL)],
    open: false,
    handle: (async ({ opcode }, host) => {
      const count = (await readJson<number>(host, 'orders', 'count')) ?? 0;
      if (opcode === 'shop.count') return ok(JSON.stringify(count));
      if (!module.open) return fail('not-found', 'The shop is closed.');
      await host.dbWrite(slot(host.dbOpen('orders')), 'count', JSON.stringify(count + 1));
      return ok('{}');
    }) as ScriptedModule['handle'],
  };
  return module;
}

const customer: ScriptedModule = {
  id: 'customer',
  opcodes: ['customer.order'],
  capabilities: [channel('shop', 'write')],
  handle: async (_, host) => {
    const sent = await host.ipcSend(slot(host.ipcOpen('shop')), 'Command', 'shop.order', '{"what":"tea"}');
    return sent.ok ? ok('{}') : sent;
  },
};

async function withLetters(
  count: number,
): Promise<Booted & { readonly shop: ReturnType<typeof shop>; readonly seqs: readonly number[] }> {
  const module = shop();
  const booted = await boot([module, customer]);
  for (let i = 0; i < count; i++)
    await booted.kernel.settled((await booted.kernel.send(send('customer', 'customer.order'))).messageId);
  return { ...booted, shop: module, seqs: (await booted.kernel.deadLetters()).map(({ seq }) => seq) };
}
const kinds = ({ store }: Booted): string[] =>
  store
    .entries()
    .filter(({ key }) => key.startsWith('a/'))
    .map(({ value }) => (JSON.parse(value) as { kind: string }).kind);

test('D1 D2 a letter is listed, inspected, and handled when it is retried in better times', async () => {
  const booted = await withLetters(3);
  const { kernel, seqs } = booted;
  expect(seqs).toHaveLength(3);
  expect(await kernel.deadLetters(1, seqs[0])).toMatchObject([
    { seq: seqs[1], payload: '{"what":"tea"}', fault: { name: 'not-found' } },
  ]);
  expect(await kernel.deadLetter(seqs[2]!)).toMatchObject({
    ok: true,
    value: { seq: seqs[2], envelope: { source: 'customer', opcode: 'shop.order' } },
  });
  booted.shop.open = true;
  expect(await kernel.retryDeadLetter(seqs[1]!)).toMatchObject({ ok: true, value: { seq: seqs[1] } });
  await kernel.drained();
  expect(await kernel.send(send('shop', 'shop.count'))).toMatchObject({ payload: 1 });
  expect((await kernel.deadLetters()).map(({ seq }) => seq)).toEqual([seqs[0], seqs[2]]);
  expect(kinds(booted)).toContain('dead-letter.retried');
  await expectQuiet(kernel);
});

test('D1 a letter that fails again is a dead letter again, under a new number', async () => {
  const { kernel, seqs } = await withLetters(1);
  await kernel.retryDeadLetter(seqs[0]!);
  await kernel.drained();
  const [letter, ...more] = await kernel.deadLetters();
  expect(more).toEqual([]);
  expect(letter!.seq).toBeGreaterThan(seqs[0]!);
  await expectQuiet(kernel);
});

test('D2 two who retry or discard one letter at once: one of them does', async () => {
  const { kernel, seqs, shop: module } = await withLetters(2);
  module.open = true;
  const both = await Promise.all([kernel.retryDeadLetter(seqs[0]!), kernel.retryDeadLetter(seqs[0]!)]);
  expect(both.filter((one) => one.ok)).toHaveLength(1);
  const mixed = await Promise.all([kernel.discardDeadLetter(seqs[1]!), kernel.retryDeadLetter(seqs[1]!)]);
  expect(mixed.filter((one) => one.ok)).toHaveLength(1);
  await kernel.drained();
  expect(await kernel.send(send('shop', 'shop.count'))).toMatchObject({ payload: mixed[1].ok ? 2 : 1 });
  expect(await kernel.deadLetters()).toEqual([]);
  await expectQuiet(kernel);
});

test('D2 an accepted letter survives a crash before it is handled', async () => {
  const { kernel, seqs, store, shop: module } = await withLetters(1);
  await kernel.suspend('shop');
  expect(await kernel.retryDeadLetter(seqs[0]!)).toMatchObject({ ok: true });
  module.open = true;
  await kernel.stop();
  const again = await boot([module, customer], store.reopen());
  expect(await again.kernel.deadLetters()).toEqual([]);
  await again.kernel.resume('shop');
  expect(await again.kernel.send(send('shop', 'shop.count'))).toMatchObject({ payload: 1 });
  await expectQuiet(again.kernel);
});

test('D3 a letter that its target does not take stays, with its number', async () => {
  const { kernel, seqs } = await withLetters(1);
  await kernel.terminate('shop');
  expect(await kernel.retryDeadLetter(seqs[0]!)).toMatchObject({ ok: false, fault: { name: 'state-refused' } });
  expect((await kernel.deadLetters()).map(({ seq }) => seq)).toEqual(seqs);
  await expectQuiet(kernel);
});

test('D4 a discarded letter is gone, and the log says so; what is not there is said not to be', async () => {
  const booted = await withLetters(1);
  const { kernel, seqs } = booted;
  expect(await kernel.discardDeadLetter(seqs[0]!)).toMatchObject({ ok: true });
  expect(await kernel.deadLetters()).toEqual([]);
  expect(kinds(booted)).toContain('dead-letter.discarded');
  for (const seq of [seqs[0]!, 0, -1, 1.5, NaN]) {
    expect(await kernel.deadLetter(seq)).toMatchObject({ fault: { name: 'not-found' } });
    expect(await kernel.retryDeadLetter(seq)).toMatchObject({ fault: { name: 'not-found' } });
    expect(await kernel.discardDeadLetter(seq)).toMatchObject({ fault: { name: 'not-found' } });
  }
  await expectQuiet(kernel);
});

test('D1 what is queued when its process is stopped is a dead letter, and can be retried afterwards', async () => {
  const { kernel, shop: module } = await withLetters(0);
  module.open = true;
  await kernel.suspend('shop');
  for (let i = 0; i < 2; i++) await kernel.send(send('customer', 'customer.order'));
  await kernel.terminate('shop');
  const letters = await kernel.deadLetters();
  expect(letters).toMatchObject([{ fault: { name: 'state-refused' } }, { fault: { name: 'state-refused' } }]);
  await kernel.resume('shop');
  for (const { seq } of letters) await kernel.retryDeadLetter(seq);
  expect(await kernel.send(send('shop', 'shop.count'))).toMatchObject({ payload: 2 });
  await expectQuiet(kernel);
});
