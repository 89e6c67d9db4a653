import { createSalts, openLog, proveInclusion, type AuditEvent, type AuditLog } from '@esta-logic/audit-log';
import { nodeDigest, nodeEntropy } from '@esta-logic/driver-node-host';
import { unwrap, type Digest } from '@esta-logic/kernel-boundary';
import { AUDIT_LOG_KEYS } from '@esta-logic/storage';
import { memoryStore, type MemoryStore } from '@esta-logic/testkit';
import type { Comparison, Contestant, Effort, Honesty, Running, Sample } from '../harness/contestant.ts';
import { oneByOne } from '../harness/timing.ts';

const MILLION = 1_000_000;
const THOUSAND = 1000;
/** Records of a batch while a log is being filled. */
const BATCH = 1000;
const HASH = 'a'.repeat(64);

const EVENT = {
  kind: 'crank',
  time: '2025-03-03T12:00:00.000Z',
  process: 'accrual-engine#1',
  module: 'accrual-engine',
  hash: HASH,
  messageId: '1-1',
  source: 'client',
  opcode: 'accrual.calculate',
  outcome: 'committed',
  sections: { calls: HASH, output: HASH, payload: HASH, rest: HASH },
  outbox: [],
  syscalls: 4,
  tenantId: 'default',
  fuel: 100_000,
} satisfies AuditEvent & { time: string };

interface Filled {
  readonly digest: Digest;
  readonly store: MemoryStore;
  readonly log: AuditLog;
}

/** A log with so many records. Only what proofs and appends read of it is kept: tiles, head and the newest records. */
async function filled(records: number): Promise<Filled> {
  const digest = await nodeDigest();
  const store = memoryStore();
  const log = await openLog({ digest, keys: AUDIT_LOG_KEYS, store, salts: createSalts(nodeEntropy()) });
  const isOld = (key: string): boolean =>
    key >= AUDIT_LOG_KEYS.records.from && key < AUDIT_LOG_KEYS.record(Math.max(0, records - BATCH));
  for (let from = 0; from < records; from += BATCH) {
    const writes = Array.from({ length: BATCH }, () => log.append(EVENT as AuditEvent)).flat();
    await store.commit(writes.filter(({ key }) => !isOld(key)));
  }
  return { digest, store, log };
}

const overLog =
  (records: number, round: (filled: Filled, records: number, effort: Effort) => Promise<Sample>): Contestant['open'] =>
  async (effort): Promise<Running> => {
    const size = effort.messages < BATCH ? BATCH : records;
    const log = await filled(size);
    return { round: () => round(log, size, effort), close: () => Promise.resolve() };
  };

/** The record's text, its commitment, the tree, the head: all but the store. */
const appending = (records: number): Contestant['open'] =>
  overLog(records, ({ log }, _, effort) => oneByOne(effort, () => log.append(EVENT as AuditEvent)));

/** Records from all over the log, each proved from its tiles. */
const proving = (records: number): Contestant['open'] =>
  overLog(records, ({ digest, store }, size, effort) => {
    let next = 0;
    return oneByOne(effort, async () => {
      next = (next + 7919) % size;
      unwrap(await proveInclusion({ store, digest, keys: AUDIT_LOG_KEYS }, next, size));
    });
  });

const LOG: Honesty = { isolation: 'the log alone, outside of the kernel', durability: 'a store in memory' };

/** The audit log as it grows. */
export const AUDIT_LOG: Comparison = {
  unit: 'µs',
  better: 'lower',
  subjects: [
    {
      key: 'log.append',
      what: 'to append a record to a log of 1,000,000',
      name: 'append, million',
      ...LOG,
      open: appending(MILLION),
    },
    {
      key: 'log.append.thousand',
      what: 'to append a record to a log of 1,000',
      name: 'append, thousand',
      ...LOG,
      open: appending(THOUSAND),
    },
    {
      key: 'log.prove',
      what: 'to prove that a record is in a log of 1,000,000',
      name: 'prove, million',
      ...LOG,
      open: proving(MILLION),
    },
    {
      key: 'log.prove.thousand',
      what: 'to prove that a record is in a log of 1,000',
      name: 'prove, thousand',
      ...LOG,
      open: proving(THOUSAND),
    },
  ],
  peers: [],
};
