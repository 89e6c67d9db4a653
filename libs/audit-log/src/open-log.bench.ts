/**
 * Cost of appending and of proving, and how both grow with the log. Arguments: the digest's driver, and the number of
 * records (1,000,000).
 */
import type { Digest } from '@esta-logic/kernel-boundary';
import { sampleEvent } from '../test/sample-events.ts';
import type { LogKeys } from './log-keys.ts';
import { leafOfRecord } from './merkle.ts';
import { openLog } from './open-log.ts';
import { proveConsistency, proveInclusion } from './prove.ts';
import { encodeRecord } from './record.ts';
import { commitmentOf, createSalts } from './salts.ts';

declare const process: { readonly argv: readonly string[] };
declare const performance: { now(): number };
declare const console: { log(line: string): void };

const { nodeDigest } = (await import(process.argv[2] as string)) as { nodeDigest(): Promise<Digest> };
const digest = await nodeDigest();
const TOTAL = Number(process.argv[3] ?? 1_000_000);
/** Measured at each power of ten from here on. */
const FIRST = 1000;
const keys: LogKeys = {
  record: (seq) => `a/${String(seq).padStart(16, '0')}`,
  records: { from: 'a/', to: 'a0' },
  head: 'k/audit-head',
  writes: (seq) => `w/${seq}`,
  tile: (level, n) => `t/${level}/${n}`,
};
const events = Array.from({ length: 1000 }, (_, n) => sampleEvent(n));

const salts = createSalts({ bytes: (length) => new Uint8Array(length).fill(1) });
const text = encodeRecord(events[1] as (typeof events)[number], 1, salts());
time('encode one crank record', 200_000, () => encodeRecord(events[1] as (typeof events)[number], 1, salts()));
time(`leaf of ${text.length} characters`, 200_000, () => leafOfRecord(digest, text));
time('commit to the four sections of a crank', 100_000, () => {
  for (let section = 0; section < 4; section++) commitmentOf(digest, salts(), text);
});

/** All that proofs read: tiles and the head. Ten million records would not fit. */
const stored = new Map<string, string>();
const store = {
  get: (key: string) => stored.get(key),
  scan: () => [],
};
const log = await openLog({ digest, keys, store, salts });

for (let size = FIRST; size <= TOTAL; size *= 10) {
  const [before, started] = [log.size, performance.now()];
  while (log.size < size) {
    const [, ...rest] = log.append(events[log.size % 1000] as (typeof events)[number]);
    for (const { key, value } of rest) stored.set(key, value as string);
  }
  const append = ((performance.now() - started) * 1000) / (size - before);
  const inclusion = await median(200, () =>
    proveInclusion({ store, keys, digest }, Math.floor(Math.random() * size), size),
  );
  const consistency = await median(200, () =>
    proveConsistency({ store, keys, digest }, 1 + Math.floor(Math.random() * (size - 1)), size),
  );
  const [a, i, c] = [append, inclusion, consistency].map((microseconds) => microseconds.toFixed(1));
  console.log(`log of ${size}: log.append ${a} µs; log.prove ${i} µs inclusion, ${c} µs consistency`);
}
time('root of the whole log', 20_000, () => log.head());

async function median(times: number, run: () => Promise<{ readonly ok: boolean }>): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const begun = performance.now();
    if (!(await run()).ok) throw new Error('a proof could not be made');
    taken.push((performance.now() - begun) * 1000);
  }
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)] as number;
}

function time(name: string, times: number, run: () => unknown): void {
  for (let i = 0; i < 5000; i++) run();
  const begun = performance.now();
  for (let i = 0; i < times; i++) run();
  console.log(`${name}: ${(((performance.now() - begun) / times) * 1000).toFixed(2)} µs`);
}
