import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { verifyLog, type LogReport } from '@esta-logic/audit-log';
import { JournalCheck, problemOfState } from '@esta-logic/journal';
import { fail, ok, unwrap, type StoredEntry, type StoreWrite } from '@esta-logic/kernel-boundary';
import { AUDIT_LOG_KEYS, parseKey } from '@esta-logic/storage';
import { memoryStore, testDigest } from '@esta-logic/testkit';
import { boot, collection, slot } from './kernel-harness.ts';

const digest = testDigest();

/** What a kernel stored that handled short and long messages, some of them in vain. */
let stored: readonly StoredEntry[];
beforeAll(async () => {
  const { kernel, store } = await boot([
    {
      id: 'keeper',
      opcodes: ['keeper.keep'],
      capabilities: [collection('keeper', 'rows', 'read', 'write')],
      handle: async ({ payload }, host) => {
        await host.dbWrite(slot(host.dbOpen('rows')), 'last', payload);
        return payload.includes('refuse') ? fail('invalid-argument', 'No.') : ok(payload);
      },
    },
  ]);
  for (const payload of ['short', 'x'.repeat(2000), 'refuse', 'again'])
    await kernel.send({ type: 'Command', target: 'keeper', opcode: 'keeper.keep', payload });
  await kernel.drained();
  expect(await kernel.verifyLog()).toMatchObject({ ok: true });
  stored = store.entries();
  await kernel.stop();
});

function verify(...writes: readonly StoreWrite[]): Promise<LogReport> {
  const store = memoryStore({ entries: stored });
  void store.commit(writes);
  return verifyLog({ digest, keys: AUDIT_LOG_KEYS, store, crank: new JournalCheck(store, digest).problemOf });
}

const kept = (...kinds: string[]): readonly StoredEntry[] =>
  stored.filter(({ key }) => kinds.includes(parseKey(key)?.kind ?? ''));

it('L23 J11 any byte of any crank record or blob set to any other value is found, and the crank is named', async () => {
  const entries = kept('crank', 'blob');
  expect(new Set(entries.map(({ key }) => key[0]))).toEqual(new Set(['j', 'b']));
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, at, by) => {
      const { key, value } = entries[which % entries.length]!;
      const bytes = new TextEncoder().encode(value);
      bytes[at % bytes.length] = (bytes[at % bytes.length]! + by) & 0xff;
      const changed = new TextDecoder().decode(bytes);
      fc.pre(changed !== value);
      const { ok: holds, problem } = await verify({ key, value: changed });
      expect([holds, problem?.kind]).toEqual([false, 'journal']);
      if (key.startsWith('j/')) expect(key).toBe(`j/${String(problem?.seq).padStart(16, '0')}`);
      else expect(problem?.what).toContain(key.slice(2));
    }),
    { numRuns: 200 },
  );
});

it('L24 any byte of the state set to any other value, a key that is gone or one that nobody wrote is found and named', async () => {
  const [entry] = kept('state') as [StoredEntry];
  const problem = async (...writes: readonly StoreWrite[]): Promise<unknown> => {
    const store = memoryStore({ entries: stored });
    void store.commit(writes);
    return unwrap(await problemOfState(store, kept('audit').length));
  };
  expect(await problem()).toBeUndefined();
  for (let at = 0; at < entry.value.length; at++) {
    const changed = `${entry.value.slice(0, at)}\u0001${entry.value.slice(at + 1)}`;
    expect(await problem({ key: entry.key, value: changed })).toContain(entry.key);
  }
  expect(await problem({ key: entry.key, value: null })).toContain('is missing');
  expect(await problem({ key: `${entry.key}x`, value: '1' })).toContain('written by no crank');
});

it('L23 J11 a crank record or a blob that is missing, or is that of another crank, is found', async () => {
  for (const { key } of kept('crank', 'blob'))
    expect(await verify({ key, value: null })).toMatchObject({ ok: false, problem: { kind: 'journal' } });
  const [first, second] = kept('crank') as [StoredEntry, StoredEntry];
  expect(await verify({ key: first.key, value: second.value }, { key: second.key, value: first.value })).toMatchObject({
    ok: false,
    problem: { kind: 'journal', seq: Number(first.key.slice(2)) },
  });
});

it('L23 a changed record of the log is named before the crank that it speaks of', async () => {
  const cranks = kept('audit').filter(({ value }) => value.includes('"kind":"crank"'));
  expect(cranks.length).toBeGreaterThan(3);
  for (const { key, value } of cranks) {
    const changed = value.replace(/"calls":"./, ($0) => `${$0.slice(0, -1)}${$0.endsWith('0') ? '1' : '0'}`);
    expect(await verify({ key, value: changed })).toMatchObject({
      ok: false,
      problem: { kind: 'changed', seq: Number(key.slice(2)) },
    });
  }
});
