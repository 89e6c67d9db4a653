import { decodeAuditRecord, openLog, verifyLog, type AuditEvent, type AuditLog } from '@esta-logic/audit-log';
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
 * links, tree and head. A primary whose log does not follow from what is here is not followed.
 */
export class LogCheck implements BatchCheck {
  readonly #options: LogCheckOptions;
  #log: AuditLog | undefined;

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
    // The first batch of all brings the secret that the others are checked with.
    return this.#log && this.#compare(this.#log, records, new Map(writes.map(({ key, value }) => [key, value])));
  }

  async #open(): Promise<AuditLog | undefined> {
    const { provider, digest } = this.#options;
    if ((await provider.get(AUDIT_LOG_KEYS.head)) === undefined) return undefined;
    return openLog({ digest, keys: AUDIT_LOG_KEYS, store: provider, entropy: NO_ENTROPY });
  }

  #compare(
    log: AuditLog,
    records: readonly StoreWrite[],
    batch: ReadonlyMap<string, string | null>,
  ): Fault | undefined {
    const expected = new Map<string, string | null>();
    for (const { value } of [...records].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      const event = eventOf(value);
      if (!event) return differs(log.size);
      for (const write of log.append(event).writes) expected.set(write.key, write.value);
    }
    for (const [key, value] of expected) if (batch.get(key) !== value) return differs(log.size - 1);
    return undefined;
  }
}

/** A log with a head has its secret. */
const NO_ENTROPY = {
  bytes: (): never => {
    throw new TypeError('a log that exists needs no randomness');
  },
};

function eventOf(text: string | null): AuditEvent | undefined {
  const decoded = text === null ? undefined : decodeAuditRecord(text);
  if (!decoded?.ok) return undefined;
  const { v: _v, seq: _seq, prev: _prev, ...event } = decoded.value;
  return event as AuditEvent;
}

const differs = (seq: number): Fault =>
  faultOf('log-broken', `Record ${seq} of the primary's log does not follow from the log that is here.`);
