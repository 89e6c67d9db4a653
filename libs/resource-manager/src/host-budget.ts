import { fail, ok, type Result } from '@esta-logic/kernel-boundary';

/** What a host has for all modules together. */
export interface HostResources {
  readonly memoryBytes: number;
  readonly processes: number;
}

/** The same, where what is absent is not bounded. */
export type HostLimits = Partial<HostResources>;

const NAMES: Readonly<Record<keyof HostResources, string>> = { memoryBytes: 'bytes of memory', processes: 'processes' };

/**
 * What the modules of a kernel may ask for together: a module whose manifest asks for more than is left is refused
 * before anything of it runs, so that those that were admitted can have what they were promised.
 */
export class HostBudget {
  #whole: HostLimits;
  readonly #claims = new Map<string, HostResources>();

  constructor(whole: HostLimits = {}) {
    this.#whole = whole;
  }

  /** Bounds what is claimed from now on; what was claimed before stays claimed. */
  bound(whole: HostLimits): void {
    this.#whole = whole;
  }

  /** Sets aside what a module asks for, in place of what it had before. Fault: quota-exceeded, and then nothing changes. */
  admit(module: string, claim: HostResources): Result<void> {
    const before = this.#claims.get(module);
    const left = this.left();
    for (const name of Object.keys(NAMES) as (keyof HostResources)[]) {
      const available = left[name] + (before?.[name] ?? 0);
      if (claim[name] > available)
        return fail(
          'quota-exceeded',
          `${module} asks for ${claim[name]} ${NAMES[name]} and ${available} are left; lower its limits, remove a module, or raise the setting ${name} of the host.`,
        );
    }
    this.#claims.set(module, claim);
    return ok(undefined);
  }

  release(module: string): void {
    this.#claims.delete(module);
  }

  /** What all modules claim together. */
  claimed(): HostResources {
    const claimed = { memoryBytes: 0, processes: 0 };
    for (const { memoryBytes, processes } of this.#claims.values()) {
      claimed.memoryBytes += memoryBytes;
      claimed.processes += processes;
    }
    return claimed;
  }

  /** What may still be claimed: Infinity where nothing bounds it. */
  left(): HostResources {
    const { memoryBytes, processes } = this.claimed();
    return {
      memoryBytes: (this.#whole.memoryBytes ?? Infinity) - memoryBytes,
      processes: (this.#whole.processes ?? Infinity) - processes,
    };
  }
}
