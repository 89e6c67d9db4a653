import type { CapabilityEngine } from '@esta-logic/capability-engine';
import { LIMITS, type Clock, type HostLoop, type ModuleManifest, type Result } from '@esta-logic/kernel-boundary';
import {
  HostBudget,
  LimitWatch,
  UsageBook,
  type CrankUsage,
  type HostLimits,
  type HostResources,
  type Judgement,
  type RateLimits,
  type TenantUsage,
  type Usage,
} from '@esta-logic/resource-manager';
import type { Crank } from './crank.ts';
import type { Pool } from './process.ts';
import { GRACE_MILLISECONDS, type ProcessControl } from './process-control.ts';
import type { ProcessRegistry } from './process-registry.ts';

const SECOND = 1000;

export interface ResourcesParts {
  readonly clock: Clock;
  readonly loop: HostLoop;
  readonly registry: ProcessRegistry;
  readonly capabilities: CapabilityEngine;
  readonly control: () => ProcessControl;
  /** Messages may be waiting for the processes of a pool. */
  readonly poke: (pool: Pool) => void;
}

/** Counts what processes and tenants use, second by second, and holds modules to the limits of their manifests (rules U1 to U3). */
export class Resources {
  readonly #parts: ResourcesParts;
  readonly #book = new UsageBook();
  readonly #watch = new LimitWatch();
  readonly #budget = new HostBudget();
  #cancel: (() => void) | undefined;

  constructor(parts: ResourcesParts) {
    this.#parts = parts;
  }

  /** Bounds what modules may claim together. */
  bound(limits: HostLimits): void {
    this.#budget.bound(limits);
  }

  /** What modules claim together. */
  claimed(): HostResources {
    return this.#budget.claimed();
  }

  /** Sets aside what a manifest asks for. Fault: quota-exceeded. */
  admit(manifest: ModuleManifest): Result<void> {
    return this.#budget.admit(manifest.id, claimOf(manifest));
  }

  release(module: string): void {
    this.#budget.release(module);
  }

  /** A crank of the process has ended. */
  charge(process: string, tenantId: string, usage: CrankUsage): void {
    this.#book.charge(process, tenantId, usage);
    this.#cancel ??= this.#parts.loop.after(SECOND, () => this.#endSecond());
  }

  lastSecond(process: string): Usage {
    return this.#book.lastSecond(process);
  }

  tenants(): readonly TenantUsage[] {
    return this.#book.tenants();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Nothing is counted while nothing happens: the seconds go on with the first crank after a quiet one. */
  #endSecond(): void {
    this.#cancel = undefined;
    const { processes } = this.#book.close((id) => this.#holdings(id));
    const pools = new Set(processes.map(({ process }) => this.#parts.registry.byId(process)!.pool));
    for (const pool of pools) this.#judge(pool);
    if (processes.some(({ lastSecond }) => lastSecond.messages > 0))
      this.#cancel = this.#parts.loop.after(SECOND, () => this.#endSecond());
  }

  #holdings(id: string): { readonly memoryBytes: number; readonly handles: number } | undefined {
    const process = this.#parts.registry.byId(id);
    return (
      process && {
        memoryBytes: process.instance?.memoryBytes() ?? 0,
        handles: this.#parts.capabilities.space(id).size,
      }
    );
  }

  #judge(pool: Pool): void {
    const { name, module } = pool.processes[0]!;
    const used = pool.processes.map(({ id }) => this.#book.lastSecond(id)).reduce(sum);
    const judgement = this.#watch.judge(name, used, limitsOf(module.decoded.manifest));
    if (judgement && !pool.closed) this.#act(pool, name, judgement);
  }

  #act(pool: Pool, module: string, { action, what, milliseconds }: Judgement): void {
    const why = `${module} used ${what}`;
    if (action === 'suspend') void this.#parts.control().suspend(module, why);
    else if (action === 'terminate') {
      this.#watch.forget(module);
      void this.#parts.control().terminate(module, GRACE_MILLISECONDS, why);
    } else {
      pool.throttledUntil = this.#parts.clock.monotonic() + milliseconds;
      this.#parts.loop.after(milliseconds, () => this.#parts.poke(pool));
    }
  }
}

const sum = (a: Usage, b: Usage): Usage => ({
  messages: a.messages + b.messages,
  fuel: a.fuel + b.fuel,
  systemCalls: a.systemCalls + b.systemCalls,
  written: a.written + b.written,
});

function limitsOf({ limits }: ModuleManifest): RateLimits {
  const cpu = limits?.cpuMillisecondsPerSecond;
  return {
    fuel: cpu === undefined ? undefined : cpu * LIMITS.fuelPerMillisecond.value,
    messages: limits?.messagesPerSecond,
    written: limits?.bytesWrittenPerSecond,
  };
}

function claimOf({ ring, stateful, limits }: ModuleManifest): HostResources {
  const processes = stateful ? 1 : (limits?.processes ?? LIMITS.processesPerModule.value);
  const each = limits?.memoryBytes ?? (ring === 1 ? LIMITS.memoryBytesSystem : LIMITS.memoryBytesUser).value;
  return { memoryBytes: processes * each, processes };
}

/** What one crank used, for `charge`. */
export const usageOf = (crank: Crank, fuel: number): CrankUsage => ({
  fuel,
  systemCalls: crank.tape.calls.length,
  written: crank.transaction.bytesWritten,
});
