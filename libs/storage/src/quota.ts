import { fail, ok, type Result, type StoredEntry, type StoreWrite } from '@esta-logic/kernel-boundary';

/**
 * What one service keeps for one tenant: UTF-8 bytes of its keys and values, and the number of its keys.
 *
 * Kept, not recounted at open: a recount reads every value of the directory before the first answer (seconds for a
 * million keys), while the sums cost one small row per owner, written in the batch that changes them, so they are
 * exactly as true as the state is. They are added up when a batch is sealed and are no part of what a transaction
 * reads: two cranks of one service do not conflict because both take space. `recountUsage` checks them.
 *
 * Row: `q/<tenant>/<service>` -> `<bytes> <keys>`, both decimal.
 */
export interface StorageUsage {
  readonly bytes: number;
  readonly keys: number;
}
export type StorageQuota = StorageUsage;

/** What one transaction makes a (tenant, service) use more than is sealed; less than nothing when it frees. */
export interface UsageAccount {
  readonly tenantId: string;
  readonly service: string;
  bytes: number;
  keys: number;
}

const MIB = 1024 * 1024;
/** Room for some millions of shifts; a deployment that needs more says so. */
export const DEFAULT_QUOTA: StorageQuota = { bytes: 1024 * MIB, keys: 10_000_000 };

/** The quota of one service for one tenant. */
export type QuotaPolicy = (tenantId: string, service: string) => StorageQuota;

const NOTHING: StorageUsage = { bytes: 0, keys: 0 };

/** Usage as of the last sealed batch, by usage key. */
export class QuotaLedger {
  readonly #policy: QuotaPolicy;
  readonly #used = new Map<string, StorageUsage>();

  constructor(policy: QuotaPolicy, rows: readonly StoredEntry[]) {
    this.#policy = policy;
    for (const { key, value } of rows) this.#used.set(key, parseUsage(value));
  }

  used(owner: string): StorageUsage {
    return this.#used.get(owner) ?? NOTHING;
  }

  /** Whether `bytes` and `keys` more fit on top of what is sealed and what the account holds. What grows by nothing always fits. Fault: quota-exceeded. */
  admit(owner: string, account: UsageAccount, bytes: number, keys: number): Result<void> {
    const quota = this.#policy(account.tenantId, account.service);
    const used = this.used(owner);
    if (bytes > 0 && used.bytes + account.bytes + bytes > quota.bytes) return exceeded(account, 'bytes', quota.bytes);
    if (keys > 0 && used.keys + account.keys + keys > quota.keys) return exceeded(account, 'keys', quota.keys);
    return ok(undefined);
  }

  /** Takes the deltas of a sealed batch into account; the result belongs into that batch. */
  settle(deltas: ReadonlyMap<string, StorageUsage>): StoreWrite[] {
    const rows: StoreWrite[] = [];
    for (const [owner, { bytes, keys }] of deltas) {
      if (bytes === 0 && keys === 0) continue;
      const before = this.used(owner);
      const after = { bytes: before.bytes + bytes, keys: before.keys + keys };
      this.#used.set(owner, after);
      rows.push({ key: owner, value: after.keys === 0 ? null : encodeUsage(after) });
    }
    return rows;
  }
}

const exceeded = ({ tenantId, service }: UsageAccount, what: 'bytes' | 'keys', quota: number): Result<never> =>
  fail(
    'quota-exceeded',
    `The service ${service} may keep ${quota} ${what} for tenant ${tenantId}, and this write would make it more; delete something, or raise its quota.`,
  );

/** The row of a sum. */
export const encodeUsage = ({ bytes, keys }: StorageUsage): string => `${bytes} ${keys}`;

function parseUsage(row: string): StorageUsage {
  const [bytes, keys] = row.split(' ').map(Number);
  if (!Number.isSafeInteger(bytes) || !Number.isSafeInteger(keys)) throw new Error(`"${row}" is not a usage row`);
  return { bytes: bytes as number, keys: keys as number };
}
