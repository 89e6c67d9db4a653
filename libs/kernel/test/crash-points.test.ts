import { CRASH_POINTS, KernelError, ok, type CrashPointName, type Reply } from '@esta-logic/kernel-boundary';
import { memoryStore, type MemoryStore } from '@esta-logic/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALL, boot, channel, collection, expectQuiet, readJson, slot, type Booted } from './kernel-harness.ts';
import type { ScriptedModule } from './scripted-modules.ts';

const ACCOUNTS = ['ann', 'bob', 'cy'] as const;
interface Transfer {
  readonly from: (typeof ACCOUNTS)[number];
  readonly to: (typeof ACCOUNTS)[number];
  readonly amount: number;
}

const ledger: ScriptedModule = {
  id: 'ledger',
  opcodes: ['ledger.add'],
  types: ['Command'],
  capabilities: [collection('ledger', 'money', ...ALL)],
  handle: async ({ payload }, host) => {
    const { account, amount } = JSON.parse(payload) as { account: string; amount: number };
    const balance = ((await readJson<number>(host, 'money', account)) ?? 0) + amount;
    await host.dbWrite(slot(host.dbOpen('money')), account, String(balance));
    return ok(String(balance));
  },
};

/** Takes by a call, gives by a send, and counts what it has done: each in a crank of its own. */
const teller: ScriptedModule = {
  id: 'teller',
  opcodes: ['teller.transfer'],
  types: ['Command'],
  capabilities: [collection('teller', 'done', ...ALL), channel('ledger', 'write', 'execute')],
  handle: async ({ payload }, host) => {
    const { from, to, amount } = JSON.parse(payload) as Transfer;
    const channelToLedger = slot(host.ipcOpen('ledger'));
    const taken = await host.ipcCall(channelToLedger, 'ledger.add', JSON.stringify({ account: from, amount: -amount }));
    if (!taken.ok) return taken;
    const given = await host.ipcSend(
      channelToLedger,
      'Command',
      'ledger.add',
      JSON.stringify({ account: to, amount, memo: 'x'.repeat(1100) }),
    );
    if (!given.ok) return given;
    const done = ((await readJson<number>(host, 'done', 'count')) ?? 0) + 1;
    await host.dbWrite(slot(host.dbOpen('done')), 'count', String(done));
    return ok(String(done));
  },
};
const modules = [ledger, teller];

/** Lets the machine die when it comes to a point for the nth time. */
function dieAt(store: MemoryStore, death: { readonly point: CrashPointName; readonly nth: number }) {
  let left = death.nth;
  return (name: CrashPointName): void => {
    if (name === death.point && --left === 0) store.crash();
  };
}

const transfer = ({ kernel }: Booted, order: Transfer, n: number): Promise<Reply> =>
  kernel.send({
    type: 'Command',
    target: 'teller',
    opcode: 'teller.transfer',
    payload: order,
    delivery: 'exactly-once',
    idempotencyKey: `order-${n}`,
  });

const POINTS = CRASH_POINTS.filter((name) => name !== 'pinned');
const workload = fc.record({
  orders: fc.array(
    fc.record({
      from: fc.constantFrom(...ACCOUNTS),
      to: fc.constantFrom(...ACCOUNTS),
      amount: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  together: fc.boolean(),
});
/** One life of the machine after the other, each with its end. */
const deaths = (point: CrashPointName): fc.Arbitrary<{ point: CrashPointName; nth: number }[]> =>
  fc.array(
    fc.record({
      point: fc.oneof(fc.constant(point), fc.constantFrom(...POINTS)),
      nth: fc.integer({ min: 1, max: 12 }),
    }),
    { minLength: 1, maxLength: 3 },
  );

/** Sends every order with its key, again in every life; gives what was acknowledged before the machine died. */
async function live(
  store: MemoryStore,
  machine: Booted,
  orders: readonly Transfer[],
  together: boolean,
): Promise<Reply[]> {
  const replies: Reply[] = [];
  const sending: Promise<void>[] = [];
  for (const [n, order] of orders.entries()) {
    const sent = transfer(machine, order, n).then((reply) => {
      if (!store.crashed) replies[n] = reply;
    });
    sending.push(sent);
    if (!together) await sent;
  }
  await Promise.all(sending);
  return replies;
}

test.each(POINTS)(
  'I15 C1 C5 C6 J7 J8 the machine dies at "%s": nothing acknowledged is lost, nothing is done twice, log, journal and state agree',
  async (point) => {
    await fc.assert(
      fc.asyncProperty(workload, deaths(point), async ({ orders, together }, ends) => {
        let store = memoryStore();
        const acknowledged: Reply[] = [];
        for (const death of ends) {
          const machine = await boot(modules, store, { crashPoint: dieAt(store, death) }).catch((problem: unknown) => {
            expect(problem).toBeInstanceOf(KernelError);
            return undefined;
          });
          if (machine)
            for (const [n, reply] of (await live(store, machine, orders, together)).entries())
              if (reply?.ok)
                expect(reply).toMatchObject({ payload: ((acknowledged[n] ??= reply) as { payload: unknown }).payload });
          store.crash();
          store = store.reopen();
        }
        const machine = await boot(modules, store);
        const replies = await live(store, machine, orders, together);
        for (const [n, reply] of replies.entries())
          expect(reply).toMatchObject({
            ok: true,
            ...(acknowledged[n] ? { payload: (acknowledged[n] as { payload: unknown }).payload } : {}),
          });
        await expectQuiet(machine.kernel);
        const balance = (account: string): number =>
          orders.reduce(
            (sum, { from, to, amount }) => sum + (to === account ? amount : 0) - (from === account ? amount : 0),
            0,
          );
        const stored = new Map(store.entries().map(({ key, value }) => [key, value]));
        for (const account of new Set(orders.flatMap(({ from, to }) => [from, to])))
          expect(Number(stored.get(`s/default/ledger/money/${account}`))).toBe(balance(account));
        expect(Number(stored.get('s/default/teller/done/count'))).toBe(orders.length);
      }),
      { numRuns: 25 },
    );
  },
  120_000,
);
