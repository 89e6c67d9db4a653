import {
  fail,
  type FuelGovernor,
  type GuestEnvelope,
  KernelError,
  ok,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BothBindings, bothBindings, type Startable } from './both-bindings.ts';
import {
  forgerComponent,
  managedComponent,
  nativeComponent,
  probeComponent,
  wideComponent,
  wideForgerComponent,
} from './fixtures.ts';
import { envelope, freely, memoryHost } from './memory-host.ts';

interface Outcome {
  readonly results: [reply: unknown, fuel: number, resettable: boolean][];
  readonly [other: string]: unknown;
}

/** What a message came to: reply or fault, fuel, whether the instance can go on, and everything the host was asked. */
async function outcome(
  side: Startable,
  messages: readonly GuestEnvelope[],
  overrides: Partial<SyscallHost> = {},
  governor: FuelGovernor = freely,
): Promise<Outcome> {
  const host = memoryHost(overrides);
  const guest = await side.start(host, governor);
  const results: Outcome['results'] = [];
  for (const message of messages) {
    const result = await guest.handle(message);
    results.push([result.ok ? result.value : [result.fault.code, result.fault.name], guest.fuelUsed(), guest.reset()]);
  }
  return { results, rows: [...host.rows], calls: host.calls, live: [...host.live], memory: guest.memoryBytes() };
}

async function agree(both: BothBindings, ...run: Parameters<typeof outcome> extends [unknown, ...infer R] ? R : never) {
  const own = await outcome(both.own, ...run);
  expect(own).toEqual(await outcome(both.glue, ...run));
  return own;
}

let probe: BothBindings;
let native: BothBindings;
let forger: BothBindings;
let wide: BothBindings;
let wideForger: BothBindings;
let managed: BothBindings;
beforeAll(async () => {
  [probe, native, forger, wide, wideForger, managed] = await Promise.all([
    probeComponent().then(bothBindings),
    nativeComponent().then(bothBindings),
    forgerComponent().then(bothBindings),
    wideComponent().then(bothBindings),
    wideForgerComponent().then(bothBindings),
    managedComponent().then(bothBindings),
  ]);
}, 120_000);

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.repeat(50)),
);
const anyEnvelope = fc.record({
  kind: fc.constantFrom('Command' as const, 'Query' as const, 'Event' as const),
  source: anyText,
  opcode: fc.constant('probe.envelope'),
  payload: anyText,
  messageId: anyText,
  correlationId: fc.option(anyText, { nil: undefined }),
  timestamp: anyText,
  tenantId: anyText,
});

describe('the own binding and the glue agree, to the unit of fuel', { timeout: 60_000 }, () => {
  test('on what arrives of any envelope, and on the reply', async () => {
    await fc.assert(
      fc.asyncProperty(anyEnvelope, async (message) => {
        const { results } = await agree(probe, [message]);
        const seen = JSON.parse(results[0]![0] as string) as Record<string, unknown>;
        expect(seen).toEqual({ ...message, correlationId: message.correlationId ?? null });
      }),
      { numRuns: 60 },
    );
  });

  test('on any text through a native guest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 4 }), async (texts) => {
        const messages = texts.map((text) => envelope('native.echo', text));
        const { results } = await agree(native, messages);
        expect(results.map(([reply]) => reply)).toEqual(texts);
      }),
      { numRuns: 60 },
    );
  });

  test('on any text through a native guest whose texts are UTF-16', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 4 }), async (texts) => {
        const messages = texts.map((text) => envelope('native.echo', text));
        const { results } = await agree(wide, messages);
        expect(results.map(([reply]) => reply)).toEqual(texts);
      }),
      { numRuns: 60 },
    );
  });

  test('on any text through a guest in AssemblyScript, and on what it keeps of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 4 }), async (texts) => {
        const messages = texts.flatMap((text) => [envelope('notes.echo', text), envelope('notes.keep', text)]);
        const { results, rows } = await agree(managed, [...messages, envelope('notes.all')]);
        expect(results.flatMap(([reply], i) => (i < messages.length && i % 2 === 0 ? [reply] : []))).toEqual(texts);
        expect(results.at(-1)![0]).toBe(`[${texts.join(',')}]`);
        expect((rows as [string, string][]).map(([, text]) => text)).toEqual(texts);
      }),
      { numRuns: 60 },
    );
    await agree(managed, [envelope('notes.keep')], {
      dbWrite: () => fail('rights-insufficient', 'Nein, nicht hier 🕗.'),
    });
    await agree(managed, [envelope('notes.nothing')]);
  });

  test('on a text that is larger than what is encoded at a time', async () => {
    const large = 'für 8½ h 🕗 '.repeat(30_000);
    await agree(probe, [envelope('probe.echo', JSON.stringify(large))]);
  });

  test('on every system call, answered at once or later', async () => {
    const opcodes = ['db', 'ipc', 'now', 'audit', 'log', 'keep-handle', 'db', 'count'];
    const messages = opcodes.map((name) => envelope(`probe.${name}`));
    await agree(probe, messages);
    await agree(probe, messages, {
      dbRead: () => ok('read at once'),
      dbDelete: () => ok(undefined),
      dbTransact: () => ok(undefined),
      timeNow: () => ok(5n),
      ipcSend: () => ok('m-9'),
      ipcCall: () => ok('{}'),
      auditLog: () => ok(undefined),
    });
    await agree(probe, messages, {
      dbQuery: async () => ok([]),
      dbWrite: async () => ok(undefined),
      timeNow: () => new Promise((resolve) => setImmediate(() => resolve(ok(2n ** 63n)))),
    });
  });

  test('on pages of any entries', async () => {
    const entries = fc.array(fc.record({ key: anyText, value: anyText }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(entries, async (page) => {
        const { results } = await agree(probe, [envelope('probe.db')], { dbQuery: () => ok(page) });
        expect(JSON.parse(results[0]![0] as string)).toMatchObject({ query: page, after: page });
      }),
      { numRuns: 30 },
    );
  });

  test.each(['open', 'now', 'audit', 'ipc', 'db'])('on a refused call: %s', async (name) => {
    const refuse = () => fail('rights-insufficient', 'Nein, das ist nicht erlaubt.');
    const later = async () => refuse();
    for (const all of [refuse, later]) {
      const overrides = { timeNow: all, auditLog: all, ipcSend: all, dbWrite: all, dbRead: all };
      await agree(probe, [envelope(`probe.${name}`, '"forbidden"'), envelope('probe.count')], overrides);
    }
  });

  test('on what the host throws, at once or later', async () => {
    const stop = new KernelError({ code: 3001, name: 'timeout', message: 'Out of time.' });
    const [throwing, rejecting] = [
      () => {
        throw stop;
      },
      () => Promise.reject(stop),
    ];
    for (const timeNow of [throwing, rejecting]) await agree(probe, [envelope('probe.now')], { timeNow });
  });

  test('on refusals and failures of a JavaScript guest', async () => {
    for (const refusal of ['{"code":1015,"message":"Because."}', '{"code":4012,"message":"no"}'])
      await agree(probe, [envelope('probe.refuse', refusal), envelope('probe.count')]);
    await agree(probe, [envelope('probe.recurse')]);
    await agree(probe, [envelope('probe.grow', String(2 << 20)), envelope('probe.count')]);
    await agree(probe, [envelope('probe.open-many', '1025')]);
  });

  test.each([
    ['trap', '{}'],
    ['refuse', 'null'],
    ['refuse', '{"code":2002}'],
  ])('on a call of a toolchain’s stub, up to the fuel of the transpiler’s adapter: %s %s', async (name, payload) => {
    const messages = [envelope(`probe.${name}`, payload)];
    const [own, glue] = [await outcome(probe.own, messages), await outcome(probe.glue, messages)];
    expect(own.results[0]![0]).toEqual([4001, 'unreachable']);
    expect(own.results[0]![0]).toEqual(glue.results[0]![0]);
    expect(glue.results[0]![1] - own.results[0]![1]).toBe(65);
  });

  test.each(
    'unreachable divide v-overflow float out-of-bounds type null-call stack pointer long-reply invalid-utf8 bom grow x'.split(
      ' ',
    ),
  )('on a native guest that does: %s', async (deed) => {
    const messages = [envelope('native.count'), envelope(`native.${deed}`), envelope('native.echo', '"after"')];
    await agree(native, messages);
    await agree(wide, messages);
  });

  test('on handles that were never given out, or were dropped', async () => {
    for (const opcode of ['forger.keep', 'forger.drop'])
      for (const handle of [0, 1, 2, 3, 9])
        for (const guest of [forger, wideForger])
          await agree(guest, [envelope(opcode, String(handle)), envelope(opcode, '1')], {
            dbRead: (slot) =>
              slot === 0 && opcode === 'forger.keep' ? ok('v') : fail('capability-missing', 'No such slot.'),
          });
  });

  test('however small the slices of fuel are', async () => {
    for (const quantum of [777, 30_000]) {
      const governor = { begin: () => ({ units: quantum, stackSlots: 65_536 }), refill: () => ok(quantum) };
      await agree(probe, [envelope('probe.db'), envelope('probe.work', '100')], {}, governor);
    }
  });
});
