import { fail, ok, type Result } from '@esta-logic/kernel-boundary';
import type { Pool, Process } from './process.ts';

/** The processes of a kernel, by id and by the module they run. */
export class ProcessRegistry {
  readonly #byId = new Map<string, Process>();
  readonly #pools = new Map<string, Pool>();

  /** Enters a process beside the others of its pool. */
  enter(process: Process): void {
    process.pool.processes.push(process);
    this.#byId.set(process.id, process);
    this.#pools.set(process.name, process.pool);
  }

  /** Forgets the processes of a pool, all of them or those behind the first. */
  leave(pool: Pool, which: 'all' | 'further'): void {
    for (const { id } of pool.processes.splice(which === 'all' ? 0 : 1)) this.#byId.delete(id);
  }

  byId(id: string): Process | undefined {
    return this.#byId.get(id);
  }

  /** The first process of a module. */
  of(module: string): Process | undefined {
    return this.#pools.get(module)?.processes[0];
  }

  poolOf(module: string): Pool | undefined {
    return this.#pools.get(module);
  }

  /** A process by its id, such as `accrual-engine#1`, or by the name of its module. Fault: not-found. */
  find(name: string): Result<Process> {
    const process = this.#byId.get(name) ?? this.of(name);
    return process
      ? ok(process)
      : fail('not-found', `There is no process "${name}"; \`esta ps\` lists those that there are.`);
  }

  all(): readonly Process[] {
    return [...this.#byId.values()];
  }
}
