import { beforeAll, expect, test } from 'vitest';
import { buildProbe } from './build-probe.ts';

interface Refusal {
  readonly payload?: { readonly code: number; readonly message: string };
}

let probe: Awaited<ReturnType<typeof buildProbe>>;
let handle: (opcode: string, payload?: unknown) => Promise<unknown>;

class Collection {
  readonly rows = new Map<string, string>();
  read(key: string): string | undefined {
    return this.rows.get(key);
  }
  write(key: string, value: string): void {
    this.rows.set(key, value);
  }
  query(prefix: string): { key: string; value: string }[] {
    return [...this.rows].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => ({ key, value }));
  }
  delete(): void {}
  transact(): void {}
}

beforeAll(async () => {
  probe = await buildProbe();
  const open = (label: string): Collection => {
    if (label === 'forbidden')
      throw Object.assign(new Error('x'), { payload: { code: 1005, message: 'No capability.' } });
    return new Collection();
  };
  const { handle: run } = await probe.start({
    'esta:kernel/db': { Collection, open },
    'esta:kernel/time': { now: () => 7n },
    'esta:kernel/types': {},
  });
  handle = async (opcode, payload = {}) =>
    JSON.parse(
      run({
        kind: 'Query',
        source: 'client',
        opcode,
        payload: JSON.stringify(payload),
        messageId: 'm',
        timestamp: '',
        tenantId: 'default',
      }),
    );
});

const refusal = (opcode: string): Promise<Refusal['payload']> =>
  handle(opcode).then(
    () => undefined,
    (problem: Refusal) => problem.payload,
  );

test('a component built as the README says imports only what its manifest names', () => {
  expect([...probe.imports].sort()).toEqual(['esta:kernel/db', 'esta:kernel/time']);
});

test('a handler reaches its collections and the clock', async () => {
  expect(await handle('probe.count', { by: 2 })).toEqual({ count: 2, at: 7, rows: [['count', 2]] });
});

test('what is absent is undefined, as outside WebAssembly', async () => {
  expect(await handle('probe.absent')).toEqual([true, true, true]);
});

test('refusals, failures and refused system calls arrive as faults, and the instance lives on', async () => {
  expect(await refusal('probe.refuse')).toEqual({ code: 1013, message: 'Not here.' });
  expect(await refusal('probe.fail')).toMatchObject({ code: 2004 });
  expect(await refusal('probe.forbidden')).toEqual({ code: 1005, message: 'No capability.' });
  expect(await refusal('probe.none')).toMatchObject({ code: 1004 });
  expect(await refusal('probe.channel')).toMatchObject({ code: 1005 });
  expect(await handle('probe.count', { by: 1 })).toMatchObject({ count: 1 });
});

test('clock and chance refuse with the cure instead of trapping; dates of an argument work', async () => {
  expect(await refusal('probe.clock')).toEqual({
    code: 2004,
    message: 'The clock of the machine is not available in a service; use context.time.now().',
  });
  expect(await refusal('probe.new-date')).toMatchObject({ code: 2004 });
  expect(await refusal('probe.chance')).toMatchObject({ code: 2004 });
  expect(await handle('probe.date', { text: '2026-06-30' })).toEqual({
    iso: '2026-06-30T00:00:00.000Z',
    same: true,
    year: 2026,
  });
});

test('a message of 50 KB does not grow the memory', async () => {
  const before = probe.memoryBytes();
  await handle('probe.count', {
    by: 1,
    rows: Array.from({ length: 800 }, (_, i) => ({ employee: `e${i}`, date: '2026-01-01', hours: '8', key: `k${i}` })),
  });
  expect(probe.memoryBytes()).toBe(before);
});
