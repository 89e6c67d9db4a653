import { fail, ok, type Result } from '@esta-logic/kernel-boundary';

/** What a host has for all modules together. */
export interface HostResources {
  readonly memoryBytes: number;
  readonly processes: number;
}

const NAMES: Readonly<Record<keyof HostResources, string>> = { memoryBytes: 'bytes of memory', processes: 'processes' };

/**
 * What the modules of a kernel may ask for together: a module whose manifest asks for more than is left is refused
 * before anything of it runs, so that those that were admitted can have what they were promised.
 */
export class HostBudget {
  readonly #whole: HostResources;
  readonly #claims = new Map<string, HostResources>();

  constructor(whole: HostResources) {
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
          `${module} asks for ${claim[name]} ${NAMES[name]} and ${available} are left; lower its limits, remove a module, or give the host more.`,
        );
    }
    this.#claims.set(module, claim);
    return ok(undefined);
  }

  release(module: string): void {
    this.#claims.delete(module);
  }

  left(): HostResources {
    const left = { ...this.#whole };
    for (const { memoryBytes, processes } of this.#claims.values()) {
      left.memoryBytes -= memoryBytes;
      left.processes -= processes;
    }
    return left;
  }
}
