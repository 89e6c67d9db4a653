import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fail, ok, type StoredEntry, type StoreWrite } from '@esta-logic/kernel-boundary';
import { parseKey } from '@esta-logic/storage';
import { boot, channel, collection, slot, type Booted } from './kernel-harness.ts';

/** Kinds of keys that are neither of the log itself, nor records of cranks, nor state. */
const REST = ['mailbox', 'dedup', 'dead-letter', 'usage', 'message', 'module', 'meta'] as const;

/** A kernel that has stored something of every kind: messages wait, answers are remembered, letters are dead. */
let booted: Booted;
let rest: readonly StoredEntry[];
beforeAll(async () => {
  booted = await boot([
    {
      id: 'keeper',
      opcodes: ['keeper.keep'],
      capabilities: [collection('keeper', 'rows', 'read', 'write')],
      handle: async ({ payload }, host) => {
        await host.dbWrite(slot(host.dbOpen('rows')), 'last', payload);
        return payload.includes('refuse') ? fail('invalid-argument', 'No.') : ok('{}');
      },
    },
    {
      id: 'sender',
      opcodes: ['sender.send'],
      capabilities: [channel('keeper', 'write')],
      handle: async ({ payload }, host) => {
        const sent = await host.ipcSend(slot(host.ipcOpen('keeper')), 'Command', 'keeper.keep', payload);
        return sent.ok ? ok('{}') : sent;
      },
    },
  ]);
  const { kernel } = booted;
  const send = (target: string, opcode: string, payload: string) =>
    kernel.send({ type: 'Command', target, opcode, payload, delivery: 'exactly-once', idempotencyKey: payload });
  await send('keeper', 'keeper.keep', 'kept');
  for (const payload of ['refuse', 'handled']) await send('sender', 'sender.send', payload);
  await kernel.drained();
  await kernel.suspend('keeper');
  for (const payload of ['waits', 'waits too']) await send('sender', 'sender.send', payload);
  expect(await kernel.verifyLog()).toMatchObject({ ok: true });
  rest = booted.store
    .entries()
    .filter(({ key }) => (REST as readonly string[]).includes(parseKey(key)?.kind ?? '') && key !== 'k/audit-head');
});
afterAll(async () => {
  await booted.kernel.resume('keeper');
  await booted.kernel.drained();
  expect(await booted.kernel.verifyLog()).toMatchObject({ ok: true });
  await booted.kernel.stop();
});

/** What verifying says with one entry changed behind the kernel's back; it is put back afterwards. */
async function problemWith({ key, value }: StoreWrite): Promise<unknown> {
  const { kernel, store } = booted;
  const before = (await store.get(key)) ?? null;
  await store.commit([{ key, value }]);
  const { ok: holds, problem } = await kernel.verifyLog();
  await store.commit([{ key, value: before }]);
  expect(holds).toBe(false);
  return problem?.what;
}

it('L26 there is something of every kind', () => {
  expect(new Set(rest.map(({ key }) => parseKey(key)?.kind))).toEqual(new Set(REST));
});

it('L26 any byte of what is stored beside the journal and the state set to any other value is found, and the key is named', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, at, by) => {
      const { key, value } = rest[which % rest.length]!;
      const bytes = new TextEncoder().encode(value);
      bytes[at % bytes.length] = (bytes[at % bytes.length]! + by) & 0xff;
      const changed = new TextDecoder().decode(bytes);
      fc.pre(changed !== value);
      expect(await problemWith({ key, value: changed })).toContain(nameIn(key));
    }),
    { numRuns: 100 },
  );
});

it('L26 an entry that is gone, or that nobody wrote, is found and named', async () => {
  for (const { key, value } of rest) {
    expect(await problemWith({ key, value: null })).toContain(nameIn(key));
    if (parseKey(key)?.kind === 'meta') continue;
    const added = key.replace(/.$/, (last) => (last === '7' ? '8' : '7'));
    expect(await problemWith({ key: added, value })).toContain(nameIn(added));
  }
});

/** A crank that its message does not lead to is named by its number. */
const nameIn = (key: string): string => (parseKey(key)?.kind === 'message' ? 'crank' : key);
