/** Records appended per second, and how the cost grows with the log. The digest's driver is an argument. */
import type { Digest } from '@esta-logic/kernel-boundary';
import { leafHash } from './merkle.ts';
import type { LogKeys } from './log-keys.ts';
import { openLog } from './open-log.ts';
import { encodeRecord, NO_RECORD_BEFORE, type AuditRecord } from './record.ts';
import { createSalts } from './salts.ts';
import { sampleEvent } from '../test/sample-events.ts';

declare const process: { readonly argv: readonly string[] };
declare const performance: { now(): number };
declare const console: { log(line: string): void };

const { nodeDigest } = (await import(process.argv[2] as string)) as { nodeDigest(): Promise<Digest> };
const digest = await nodeDigest();
const keys: LogKeys = {
  record: (seq) => `a/${String(seq).padStart(16, '0')}`,
  records: { from: 'a/', to: 'a0' },
  head: 'k/audit-head',
  secret: 'k/audit-secret',
  tile: (level, n) => `t/${level}/${n}`,
};
const events = Array.from({ length: 1000 }, (_, n) => sampleEvent(n));
const TOTAL = 1_000_000;

const record = { ...sampleEvent(1), v: 1, seq: 1, prev: NO_RECORD_BEFORE } as AuditRecord;
const text = encodeRecord(record);
time('encode one crank record', 200_000, () => encodeRecord(record));
const salts = createSalts(digest, new Uint8Array(32));
time(`salted leaf of ${text.length} characters`, 200_000, () => leafHash(digest, salts.commit(7, 'record', text)));

const store = { get: () => undefined, scan: () => [] };
const log = await openLog({ digest, keys, store, entropy: { bytes: (length) => new Uint8Array(length) } });
let started = performance.now();
for (let n = 1; n <= TOTAL; n++) {
  log.append(events[n % 1000] as (typeof events)[number]);
  if (n % 250_000 !== 0) continue;
  console.log(`append, log of ${n}: ${((performance.now() - started) / 250).toFixed(2)} µs each`);
  started = performance.now();
}
time('root of the whole log', 20_000, () => log.head());

function time(name: string, times: number, run: () => unknown): void {
  for (let i = 0; i < 5000; i++) run();
  const begun = performance.now();
  for (let i = 0; i < times; i++) run();
  console.log(`${name}: ${(((performance.now() - begun) / times) * 1000).toFixed(2)} µs`);
}
