import {
  decodeAuditRecord,
  decodeWrites,
  openLog,
  SALT_DIGITS,
  verifyLog,
  type AuditEvent,
  type AuditLog,
  type AuditRecord,
} from '@esta-logic/audit-log';
import {
  faultOf,
  KernelError,
  type Digest,
  type Eventual,
  type Fault,
  type StorageProvider,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import { AUDIT_LOG_KEYS, RANGES } from '@esta-logic/storage';

/** Looks at what comes from a primary before it is kept; a fault refuses it. */
export interface BatchCheck {
  /** A whole store was copied. */
  copied(): Eventual<Fault | undefined>;
  batch(writes: readonly StoreWrite[]): Eventual<Fault | undefined>;
}

export interface LogCheckOptions {
  /** The standby's own store. */
  readonly provider: StorageProvider;
  readonly digest: Digest;
  /** Lets others have the host while a long log is read. */
  readonly turn?: () => Promise<void>;
}

/**
 * The audit log of a standby is made anew from the events of each batch and must come out as the primary's: records,
 * tree and head; and what a record lists of its batch must be there. A primary whose log does not follow from what is
 * here is not followed.
 */
export class LogCheck implements BatchCheck {
  readonly #options: LogCheckOptions;
  #log: AuditLog | undefined;
  /** Those of the record at hand, in the order in which they are drawn. */
  #salts: string[] = [];

  constructor(options: LogCheckOptions) {
    this.#options = options;
  }

  async copied(): Promise<Fault | undefined> {
    const { provider, digest, turn } = this.#options;
    this.#log = undefined;
    const { problem } = await verifyLog({
      digest,
      keys: AUDIT_LOG_KEYS,
      store: provider,
      ...(turn ? { turn } : {}),
    });
    return problem && faultOf('log-broken', `The copy of the primary does not verify: ${problem.what}`);
  }

  async batch(writes: readonly StoreWrite[]): Promise<Fault | undefined> {
    const records = writes.filter(({ key }) => key >= RANGES.audit.from && key < RANGES.audit.to);
    if (records.length === 0) return undefined;
    try {
      this.#log ??= await this.#open();
    } catch (problem) {
      if (problem instanceof KernelError) return problem.fault;
      throw problem;
    }
    return this.#compare(this.#log, records, new Map(writes.map(({ key, value }) => [key, value])));
  }

  #open(): Promise<AuditLog> {
    const { provider, digest } = this.#options;
    return openLog({ digest, keys: AUDIT_LOG_KEYS, store: provider, salts: () => this.#salts.shift()! });
  }

  #compare(
    log: AuditLog,
    records: readonly StoreWrite[],
    batch: ReadonlyMap<string, string | null>,
  ): Fault | undefined {
    const expected = new Map<string, string | null>();
    const listed = new Map<string, string | null>();
    for (const { value } of [...records].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      const given = givenRecord(value, batch.get(AUDIT_LOG_KEYS.writes(log.size)));
      if (!given) return differs(log.size);
      this.#salts = given.salts;
      for (const write of log.append(given.event, given.others)) expected.set(write.key, write.value);
      for (const { key, hash } of given.others ?? []) listed.set(key, hash);
    }
    for (const [key, value] of expected) if (batch.get(key) !== value) return differs(log.size - 1);
    for (const [key, hash] of listed) if (!this.#isHash(hash, batch.get(key))) return differs(log.size - 1);
    return undefined;
  }

  #isHash(hash: string | null, value: string | null | undefined): boolean {
    return value === null || value === undefined ? value === hash : this.#options.digest.sha256Hex(value) === hash;
  }
}

/** What a record is made of again. */
interface GivenRecord {
  readonly event: AuditEvent;
  readonly others: ReturnType<typeof decodeWrites>;
  readonly salts: string[];
}

/** `list`: what is stored beside the record. */
function givenRecord(text: string | null, list: string | null | undefined): GivenRecord | undefined {
  const decoded = text === null ? undefined : decodeAuditRecord(text);
  if (!decoded?.ok) return undefined;
  const { v: _v, seq: _seq, salt, writes, ...event } = decoded.value as AuditRecord;
  if (writes === undefined) return { event: event as AuditEvent, others: undefined, salts: [salt] };
  const others = decodeWrites(list ?? '');
  return others && { event: event as AuditEvent, others, salts: [list!.slice(0, SALT_DIGITS), salt] };
}

const differs = (seq: number): Fault =>
  faultOf('log-broken', `Record ${seq} of the primary's log does not follow from the log that is here.`);
