import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqlite } from '@esta-logic/driver-sqlite';
import { failureOf, Journal, type CrankRecord } from '@esta-logic/journal';
import { CRASH_POINTS, unwrap, type StorageProvider, type StoredEntry } from '@esta-logic/kernel-boundary';
import { RANGES } from '@esta-logic/storage';
import { expect, it } from 'vitest';
import { seeded } from './crash-rounds.ts';
import { DataDirectory } from './data-directory.ts';

/** `ESTA_KILLS=200 npm test` kills the kernel at 200 random moments besides its named points; `ESTA_CRASH_SEED` repeats a run. */
const KILLS = Number(process.env['ESTA_KILLS'] ?? 4);
const SEED = Number(process.env['ESTA_CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
const CHILD = fileURLToPath(new URL('killed-kernel.ts', import.meta.url));
/** `pinned` is reached by installing, which this load does not do. */
const POINTS = CRASH_POINTS.filter((point) => point !== 'pinned');
const ORDERS_PER_LIFE = 150;
const RANDOM_MILLISECONDS = 250;

interface Life {
  /** Message ids by number of the order, of those that were acknowledged. */
  readonly acknowledged: ReadonlyMap<number, string>;
  readonly killed: boolean;
}

/** How a life is to end: at the nth time at a point, or so many milliseconds after it was ready. */
type Death = { readonly point: string; readonly nth: number } | { readonly after: number };

function live(data: string, first: number, last: number, death?: Death): Promise<Life> {
  const named = death && 'point' in death ? [death.point, String(death.nth)] : [];
  const argv = ['--conditions=@esta-logic/source', CHILD, data, String(first), String(last), ...named];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (out === '' && death && 'after' in death) setTimeout(() => child.kill('SIGKILL'), death.after);
    out += text;
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code, signal) => {
      // A last line without its end was not told to anybody.
      const lines = out.split('\n').slice(1, -1);
      const pairs = lines.map((line) => line.split(' ')).map(([n, id]) => [Number(n), id!] as const);
      if (code === 0 || signal === 'SIGKILL') resolve({ acknowledged: new Map(pairs), killed: signal === 'SIGKILL' });
      else reject(new Error(`the kernel ended with ${code}`));
    });
  });
}

async function entries(provider: StorageProvider, { from, to }: { from: string; to: string }): Promise<StoredEntry[]> {
  return [...(await provider.scan({ from, to, limit: Number.MAX_SAFE_INTEGER }))];
}

async function recordsOf(provider: StorageProvider): Promise<CrankRecord[]> {
  const records: CrankRecord[] = [];
  for await (const crank of new Journal(provider).cranks()) records.push(unwrap(crank).record);
  return records;
}

it(`I15 C5 J7 J8 a kernel that is killed at every named point and at ${KILLS} random moments (seed ${SEED}) loses nothing acknowledged and does nothing twice`, async () => {
  const data = await DataDirectory.fresh();
  const random = seeded(SEED);
  const deaths: Death[] = [
    ...POINTS.map((point) => ({ point, nth: 1 + Math.floor(random() * (point === 'restoring' ? 1 : 80)) })),
    ...Array.from({ length: KILLS }, () => ({ after: Math.floor(random() * RANDOM_MILLISECONDS) })),
  ];
  const acknowledged: [number, string][] = [];
  const known = new Set<number>();
  let [first, kills] = [0, 0];
  for (const death of deaths) {
    const life = await live(data.path, first, first + ORDERS_PER_LIFE, death);
    acknowledged.push(...life.acknowledged);
    for (const n of life.acknowledged.keys()) known.add(n);
    while (known.has(first)) first++;
    kills += Number(life.killed);
  }
  const last = Math.max(...known);
  const end = await live(data.path, first, last);
  acknowledged.push(...end.acknowledged);
  console.log(`seed ${SEED}: ${kills} of ${deaths.length} lives were ended, ${acknowledged.length} acknowledgements`);
  expect(end.killed).toBe(false);
  expect(kills).toBeGreaterThan(deaths.length / 2);

  const verified = await data.ask<{ ok: boolean }>('log', 'verify');
  expect(verified.json.ok).toBe(true);
  const replayed = await data.ask<{ ok: boolean; cranks: number; notRun: number }>('replay', '--all');
  expect(replayed.json).toMatchObject({ ok: true });

  const provider = openSqlite({ file: join(data.path, 'kernel.db') });
  try {
    const records = await recordsOf(provider);
    const byMessage = new Map(records.map((record) => [record.envelope.metadata.messageId, record]));
    for (const [n, messageId] of acknowledged) {
      const record = byMessage.get(messageId)!;
      expect(record.envelope.metadata.idempotencyKey).toBe(`order-${n}`);
      expect(failureOf(record)).toBeUndefined();
    }
    const done = records.filter((record) => record.ended.how !== 'recalled' && failureOf(record) === undefined);
    const keys = done.map(({ envelope: { source, target, metadata } }) => [source, target, metadata.idempotencyKey]);
    const once = keys.filter(([, , key]) => key !== undefined).map((key) => key.join(' '));
    expect(new Set(once).size).toBe(once.length);
    for (let n = 0; n <= last; n++) expect(once).toContain(`client ${n % 3 ? 'employee' : 'time'}-service order-${n}`);

    const state = unwrap(await new Journal(provider).stateAsOf(Number.MAX_SAFE_INTEGER - 2));
    const stored = await entries(provider, RANGES.state);
    expect(Object.fromEntries(state)).toEqual(Object.fromEntries(stored.map(({ key, value }) => [key, value])));
    expect(await entries(provider, RANGES.mailboxes)).toEqual([]);
    expect(await entries(provider, RANGES.deadLetters)).toEqual([]);
  } finally {
    await provider.close();
  }
}, 3_600_000);
