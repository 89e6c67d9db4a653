/** Logs as a kernel writes them, for tests. */
import { memoryStore, seededEntropy, testDigest, type MemoryStore } from '@esta-logic/testkit';
import { openLog, type AuditLog, type LogHead, type LogKeys } from '../src/index.ts';
import { createSalts, decodeSecret, type Salts } from '../src/salts.ts';
import { sampleEvent } from './sample-events.ts';

export const digest = testDigest();

export const keys: LogKeys = {
  record: (seq) => `a/${String(seq).padStart(16, '0')}`,
  records: { from: 'a/', to: 'a0' },
  head: 'k/audit-head',
  secret: 'k/audit-secret',
  tile: (level, n) => `t/${level}/${String(n).padStart(16, '0')}`,
};

export const openOn = (store: MemoryStore, seed = 1): Promise<AuditLog> =>
  openLog({ digest, keys, store, entropy: seededEntropy(seed) });

export interface WrittenLog {
  readonly store: MemoryStore;
  readonly records: readonly string[];
  /** Entry n is the head of the first n records. */
  readonly heads: readonly LogHead[];
  readonly head: string;
  readonly salts: Salts;
}

/** A log of `count` sample events, the first numbered `first`. */
export async function writeLog(count: number, first = 0): Promise<WrittenLog> {
  const store = memoryStore();
  const log = await openOn(store);
  const heads = [log.head()];
  for (let n = 0; n < count; n++) {
    await store.commit(log.append(sampleEvent(first + n)).writes);
    heads.push(log.head());
  }
  const records = store.entries().flatMap(({ key, value }) => (key.startsWith('a/') ? [value] : []));
  const secret = decodeSecret(digest, (await store.get(keys.secret)) ?? '') ?? new Uint8Array(32);
  return { store, records, heads, head: (await store.get(keys.head)) ?? '', salts: createSalts(digest, secret) };
}
