/** Logs as a kernel writes them, for tests. */
import type { StoreWrite } from '@esta-logic/kernel-boundary';
import { memoryStore, testDigest, type MemoryStore } from '@esta-logic/testkit';
import { openLog, listWrites, type AuditLog, type LogHead, type LogKeys, type Salts } from '../src/index.ts';
import { sampleEvent } from './sample-events.ts';

export const digest = testDigest();

export const keys: LogKeys = {
  record: (seq) => `a/${String(seq).padStart(16, '0')}`,
  records: { from: 'a/', to: 'a0' },
  writes: (seq) => `w/${String(seq).padStart(16, '0')}`,
  head: 'k/audit-head',
  tile: (level, n) => `t/${level}/${String(n).padStart(16, '0')}`,
};

/** Salts that count: a log that is opened again goes on with those that it would have had. */
export function countedSalts(next = 0): Salts {
  let n = next;
  return () => String(n++).padStart(32, '0');
}

export const openOn = (store: MemoryStore, salts = countedSalts()): Promise<AuditLog> =>
  openLog({ digest, keys, store, salts });

export interface WrittenLog {
  readonly store: MemoryStore;
  readonly records: readonly string[];
  /** Entry n is the head of the first n records. */
  readonly heads: readonly LogHead[];
  readonly head: string;
}

/** A log of `count` sample events, the first numbered `first`; `others`: what else the batch of a record writes. */
export async function writeLog(
  count: number,
  first = 0,
  others: (n: number) => readonly StoreWrite[] = () => [],
): Promise<WrittenLog> {
  const store = memoryStore();
  const log = await openOn(store);
  const heads = [log.head()];
  for (let n = 0; n < count; n++) {
    const beside = others(first + n);
    await store.commit([...beside, ...log.append(sampleEvent(first + n), listWrites(digest, beside))]);
    heads.push(log.head());
  }
  const records = store.entries().flatMap(({ key, value }) => (key.startsWith('a/') ? [value] : []));
  return { store, records, heads, head: (await store.get(keys.head)) ?? '' };
}
