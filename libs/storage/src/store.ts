import {
  fail,
  faultOf,
  KernelError,
  ok,
  type Eventual,
  type Fault,
  type HostLoop,
  type Result,
  type ScanRange,
  type StorageProvider,
  type StoredEntry,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import { CommitQueue } from './commit-queue.ts';
import { RANGES, usageKey } from './key-grammar.ts';
import { DEFAULT_QUOTA, QuotaLedger, type QuotaPolicy, type StorageUsage } from './quota.ts';
import { RecentWrites } from './recent-writes.ts';
import { scanMerged, type WriteLayer } from './scan-merge.ts';
import { StoreTransaction, type StoreView, type Transaction } from './transaction.ts';

export interface StoreOptions {
  readonly provider: StorageProvider;
  readonly loop: HostLoop;
  /** A group is committed at once when it holds this many writes, else at the end of the turn. */
  readonly groupWrites?: number;
  /** How many recently sealed keys are remembered for conflict checks while transactions are open. */
  readonly recentKeys?: number;
  readonly quotas?: QuotaPolicy;
}

export interface Sealed {
  /** Counts the batches sealed since the store was opened, from 1. */
  readonly seq: number;
  /** Resolves when the batch, and everything it read, is durable; rejects with a KernelError (storage-failed). */
  readonly durable: Promise<void>;
}

/** Writes that go into the batch besides the transaction's own; a function is called after the last check, before anything changes. */
export type ExtraWrites = readonly StoreWrite[] | (() => readonly StoreWrite[]);

export interface Store {
  begin(): Transaction;
  /** Whether all that the transaction read is still as it was. Fault: conflict. A crank that failed on stale reads is run again, not reported. */
  validate(tx: Transaction): Result<void>;
  /**
   * Makes the writes visible to every later transaction at once and queues them; durability follows the order of seals.
   * Faults: conflict (and the transaction has ended), storage-failed, state-refused (closed).
   */
  seal(tx: Transaction, extra?: ExtraWrites): Result<Sealed>;
  /** Commits what is sealed without waiting for the end of the turn. */
  flush(): Promise<void>;
  /** Flushes, then closes the provider. */
  close(): Promise<void>;
  usage(tenantId: string, service: string): StorageUsage;
  /** Why the store refuses everything; undefined while it works. */
  readonly failure: Fault | undefined;
}

const GROUP_WRITES = 8192;
const RECENT_KEYS = 1_000_000;
const USAGE_PAGE = 1000;

/** Opens a store over a provider that this store alone writes to. @throws KernelError storage-failed. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const rows: StoredEntry[] = [];
  for (let from = RANGES.usage.from; ;) {
    const page = await options.provider.scan({ from, to: RANGES.usage.to, limit: USAGE_PAGE });
    rows.push(...page);
    if (page.length < USAGE_PAGE) break;
    from = `${(page[page.length - 1] as StoredEntry).key}\u0000`;
  }
  return new KernelStore(options, rows);
}

class KernelStore implements Store, StoreView {
  readonly ledger: QuotaLedger;
  readonly #provider: StorageProvider;
  readonly #queue: CommitQueue;
  readonly #recent: RecentWrites;
  /** In the order in which they began, so the first is the oldest. */
  readonly #open = new Set<StoreTransaction>();
  #seq = 0;
  #closed = false;

  constructor({ provider, loop, groupWrites, recentKeys, quotas }: StoreOptions, usageRows: readonly StoredEntry[]) {
    this.#provider = provider;
    this.#queue = new CommitQueue(provider, loop, groupWrites ?? GROUP_WRITES);
    this.#recent = new RecentWrites(recentKeys ?? RECENT_KEYS);
    this.ledger = new QuotaLedger(quotas ?? (() => DEFAULT_QUOTA), usageRows);
  }

  get failure(): Fault | undefined {
    return this.#queue.failure;
  }

  begin(): Transaction {
    const tx = new StoreTransaction(this);
    this.#open.add(tx);
    return tx;
  }

  validate(tx: Transaction): Result<void> {
    return this.#unchanged(own(tx, this));
  }

  seal(transaction: Transaction, extra: ExtraWrites = []): Result<Sealed> {
    const tx = own(transaction, this);
    tx.assertOpen();
    const refusal = this.#refusal() ?? faultIn(this.#unchanged(tx)) ?? faultIn(this.#withinQuotas(tx));
    if (refusal !== undefined) {
      tx.discard();
      return { ok: false, fault: refusal };
    }
    const added = typeof extra === 'function' ? extra() : extra;
    tx.discard();
    const batch = tx.writeCount === 0 ? added : [...tx.writes(), ...added, ...this.ledger.settle(tx.usage)];
    return ok(batch.length === 0 ? this.#sealedReadOnly() : this.#enqueue(batch));
  }

  flush(): Promise<void> {
    return this.#queue.flush();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      if (this.failure === undefined) await this.flush();
    } finally {
      await this.#provider.close();
    }
  }

  usage(tenantId: string, service: string): StorageUsage {
    return this.ledger.used(usageKey(tenantId, service));
  }

  sealedSeq(): number {
    return this.#seq;
  }

  ended(tx: StoreTransaction): void {
    this.#open.delete(tx);
  }

  read(key: string): Eventual<string | undefined> {
    this.#assertReadable();
    const covering = this.#queue.covering(key);
    return covering === undefined ? this.#provider.get(key) : (covering ?? undefined);
  }

  scanOver(layer: WriteLayer, range: ScanRange): Eventual<readonly StoredEntry[]> {
    this.#assertReadable();
    return scanMerged(this.#provider, layer.size > 0 ? [layer, ...this.#queue.layers()] : this.#queue.layers(), range);
  }

  #assertReadable(): void {
    const refusal = this.#refusal();
    if (refusal !== undefined) throw new KernelError(refusal);
  }

  #refusal(): Fault | undefined {
    if (this.failure !== undefined) return this.failure;
    return this.#closed ? faultOf('state-refused', 'The store is closed; open it again.') : undefined;
  }

  #unchanged(tx: StoreTransaction): Result<void> {
    if (tx.beganAt === this.#seq) return ok(undefined);
    for (const [key, { seq }] of tx.reads) if (this.#recent.changedSince(key, seq)) return conflict(key);
    for (const range of tx.ranges)
      if (this.#recent.rangeChangedSince(range, range.seq)) return conflict(`${range.from} to ${range.to}`);
    return ok(undefined);
  }

  /** Each write fitted when it was made; what others took since makes it a conflict, so that the crank meets the fault itself. */
  #withinQuotas(tx: StoreTransaction): Result<void> {
    if (tx.beganAt === this.#seq) return ok(undefined);
    for (const [owner, account] of tx.usage) {
      const nothingYet = { ...account, bytes: 0, keys: 0 };
      if (!this.ledger.admit(owner, nothingYet, account.bytes, account.keys).ok)
        return conflict(`the free space of ${owner}`);
    }
    return ok(undefined);
  }

  #enqueue(batch: readonly StoreWrite[]): Sealed {
    this.#seq += 1;
    this.#recent.record(this.#seq, batch, this.#open.values().next().value?.beganAt);
    return { seq: this.#seq, durable: this.#queue.add(batch) };
  }

  #sealedReadOnly(): Sealed {
    return { seq: this.#seq, durable: this.#queue.pending() ?? Promise.resolve() };
  }
}

function own(tx: Transaction, store: StoreView): StoreTransaction {
  if (tx instanceof StoreTransaction && tx.view === store) return tx;
  throw new Error('This transaction was not begun by this store.');
}

const faultIn = (result: Result<void>): Fault | undefined => (result.ok ? undefined : result.fault);

const conflict = (what: string): Result<never> =>
  fail('conflict', `What was read at ${what} was changed before this could be sealed; run it again.`);
