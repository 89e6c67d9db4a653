/** What one crank used. */
export interface CrankUsage {
  /** Units of fuel. */
  readonly fuel: number;
  readonly systemCalls: number;
  /** UTF-8 bytes that it wrote: keys and values, as they are stored. */
  readonly written: number;
}

/** What a process holds at the moment. */
export interface Holdings {
  readonly memoryBytes: number;
  readonly handles: number;
}

/** What was used in one second, or ever. */
export interface Usage extends CrankUsage {
  readonly messages: number;
}

export interface ProcessUsage extends Holdings {
  readonly process: string;
  readonly lastSecond: Usage;
  readonly total: Usage;
}

export interface TenantUsage {
  readonly tenantId: string;
  readonly lastSecond: Usage;
  readonly total: Usage;
}

/** All of it as of the last full second. */
export interface UsageReport {
  readonly processes: readonly ProcessUsage[];
  readonly tenants: readonly TenantUsage[];
}

type Counters = { -readonly [Name in keyof Usage]: Usage[Name] };
interface Account {
  readonly now: Counters;
  readonly total: Counters;
  last: Usage;
}

const NOTHING: Usage = { messages: 0, fuel: 0, systemCalls: 0, written: 0 };

/**
 * What processes and tenants use. Charging a crank costs two look-ups and allocates nothing; `close` is called once a
 * second by whoever has a clock.
 */
export class UsageBook {
  readonly #processes = new Map<string, Account>();
  readonly #tenants = new Map<string, Account>();

  charge(process: string, tenantId: string, usage: CrankUsage): void {
    add(accountOf(this.#processes, process), usage);
    add(accountOf(this.#tenants, tenantId), usage);
  }

  /** Ends a second. `holdings`: what a process holds now, or undefined when it is gone; its account goes with it. */
  close(holdings: (process: string) => Holdings | undefined): UsageReport {
    const processes: ProcessUsage[] = [];
    for (const [process, account] of this.#processes) {
      const held = holdings(process);
      endSecond(account);
      if (held) processes.push({ process, ...held, lastSecond: account.last, total: { ...account.total } });
      else this.#processes.delete(process);
    }
    const tenants: TenantUsage[] = [];
    for (const [tenantId, account] of this.#tenants) {
      endSecond(account);
      tenants.push({ tenantId, lastSecond: account.last, total: { ...account.total } });
    }
    return { processes, tenants };
  }

  /** The last full second of a process; nothing of one that has not run. */
  lastSecond(process: string): Usage {
    return this.#processes.get(process)?.last ?? NOTHING;
  }

  tenants(): readonly TenantUsage[] {
    return [...this.#tenants].map(([tenantId, { last, total }]) => ({
      tenantId,
      lastSecond: last,
      total: { ...total },
    }));
  }
}

function accountOf(accounts: Map<string, Account>, name: string): Account {
  let account = accounts.get(name);
  if (!account) accounts.set(name, (account = { now: { ...NOTHING }, total: { ...NOTHING }, last: NOTHING }));
  return account;
}

function add({ now, total }: Account, { fuel, systemCalls, written }: CrankUsage): void {
  for (const counters of [now, total]) {
    counters.messages++;
    counters.fuel += fuel;
    counters.systemCalls += systemCalls;
    counters.written += written;
  }
}

function endSecond(account: Account): void {
  account.last = account.now.messages === 0 ? NOTHING : { ...account.now };
  Object.assign(account.now, NOTHING);
}
