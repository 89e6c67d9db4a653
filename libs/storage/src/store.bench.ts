/**
 * Batches per second through the store beside the same writes handed to the provider directly, in one run and interleaved.
 * The driver to measure over is an argument, because this layer knows none: `npm run bench` passes driver-sqlite.
 */
import type { HostLoop, StorageProvider, StoreWrite } from '@esta-logic/kernel-boundary';
import { realLoop, type HostTimers } from '@esta-logic/testkit';
import { openStore, type Store } from './store.ts';
import { openCollection } from './namespace.ts';

declare const process: { readonly argv: readonly string[]; readonly pid: number };
declare const performance: { now(): number };
declare const console: { log(line: string): void };

interface Driver {
  openSqlite(options: { file: string }): StorageProvider;
}

const BATCHES = 20_000;
const GROUP = 200;
const WRITES = 5;
const ROUNDS = 3;
const NAME = { tenantId: 'default', service: 'time-service', collection: 'shifts' };
const value = JSON.stringify({ date: '2025-06-01', hours: '77/6', note: 'x'.repeat(80) });

const { openSqlite } = (await import(process.argv[2] as string)) as Driver;
const loop: HostLoop = realLoop(globalThis as unknown as HostTimers);
let files = 0;
const open = (): StorageProvider => openSqlite({ file: `/tmp/esta-bench-${process.pid}/${files++}.db` });

async function direct(): Promise<number> {
  const provider = open();
  const started = performance.now();
  for (let batch = 0; batch < BATCHES; batch += GROUP) {
    const writes: StoreWrite[] = [];
    for (let i = 0; i < GROUP * WRITES; i++)
      writes.push({ key: `s/default/time-service/shifts/${batch * WRITES + i}`, value });
    await provider.commit(writes);
  }
  const rate = (BATCHES / (performance.now() - started)) * 1000;
  await provider.close();
  return rate;
}

function sealBatch(store: Store, batch: number): Promise<void> {
  const tx = store.begin();
  const shifts = openCollection(tx, NAME);
  for (let i = 0; i < WRITES; i++) shifts.write(String(batch * WRITES + i), value);
  const sealed = store.seal(tx);
  if (!sealed.ok) throw new Error(sealed.fault.message);
  return sealed.value.durable;
}

async function through(): Promise<number> {
  const store = await openStore({ provider: open(), loop });
  const started = performance.now();
  for (let batch = 0; batch < BATCHES; batch += GROUP) {
    const waits: Promise<void>[] = [];
    for (let i = 0; i < GROUP; i++) waits.push(sealBatch(store, batch + i));
    await Promise.all(waits);
  }
  const rate = (BATCHES / (performance.now() - started)) * 1000;
  await store.close();
  return rate;
}

async function oneByOne(): Promise<number> {
  const store = await openStore({ provider: open(), loop });
  const started = performance.now();
  for (let batch = 0; batch < 2000; batch++) await sealBatch(store, batch);
  const rate = (2000 / (performance.now() - started)) * 1000;
  await store.close();
  return rate;
}

const best: Record<string, number> = {};
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, run] of Object.entries({ direct, through, oneByOne }))
    best[name] = Math.max(best[name] ?? 0, await run());
}
console.log(
  `provider directly, groups of ${GROUP} batches of ${WRITES} writes: ${Math.round(best['direct'] as number)} batches/s`,
);
console.log(
  `through the store, checked and read before each write:     ${Math.round(best['through'] as number)} batches/s`,
);
console.log(
  `through the store, each acknowledged before the next:      ${Math.round(best['oneByOne'] as number)} batches/s`,
);
