import { fail, ok, type Result } from '@esta-logic/kernel-boundary';
import type { Process } from './process.ts';

/** The processes of a kernel, by id and by the module they run: one process per module as yet. */
export class ProcessRegistry {
  readonly #byId = new Map<string, Process>();
  readonly #byModule = new Map<string, Process>();

  /** Enters a process; one that ran the same module before gives up its place. */
  enter(process: Process): void {
    const before = this.#byModule.get(process.name);
    if (before) this.#byId.delete(before.id);
    this.#byId.set(process.id, process);
    this.#byModule.set(process.name, process);
  }

  byId(id: string): Process | undefined {
    return this.#byId.get(id);
  }

  of(module: string): Process | undefined {
    return this.#byModule.get(module);
  }

  /** A process by its id, such as `accrual-engine#1`, or by the name of its module. Fault: not-found. */
  find(name: string): Result<Process> {
    const process = this.#byId.get(name) ?? this.#byModule.get(name);
    return process
      ? ok(process)
      : fail('not-found', `There is no process "${name}"; \`esta ps\` lists those that there are.`);
  }

  all(): readonly Process[] {
    return [...this.#byId.values()];
  }
}
