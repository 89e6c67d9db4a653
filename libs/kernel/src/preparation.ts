import type { HostLoop, Result } from '@esta-logic/kernel-boundary';
import type { Process } from './process.ts';

export interface PreparationParts {
  readonly loop: Pick<HostLoop, 'turn'>;
  /** Nobody runs, and nobody could. */
  readonly idle: () => boolean;
  /** Whether the process has no crank in hand and may begin one. */
  readonly waits: (process: Process) => boolean;
  /** Gives the process an instance that is as after its start. What fails here fails again with the next message. */
  readonly instantiate: (process: Process) => Promise<Result<void>>;
}

/**
 * Makes processes ready for their next message while nobody else wants the thread: their instances go back to their
 * post-start image, or new ones are made. A message that comes before that finds it undone, and does it itself.
 */
export class Preparation {
  readonly #parts: PreparationParts;
  readonly #unready = new Set<Process>();
  #working = false;

  constructor(parts: PreparationParts) {
    this.#parts = parts;
  }

  /** The process has an instance to be put back or replaced. */
  want(process: Process): void {
    this.#unready.add(process);
    if (this.#parts.idle()) this.begin();
  }

  /** Nobody runs: one process after the other, a turn of the host's loop before each, until somebody does. */
  begin(): void {
    if (this.#working || this.#unready.size === 0) return;
    this.#working = true;
    void this.#work();
  }

  async #work(): Promise<void> {
    for (const process of this.#unready) {
      await this.#parts.loop.turn();
      if (!this.#parts.idle()) break;
      this.#unready.delete(process);
      if (this.#parts.waits(process)) await this.#parts.instantiate(process);
    }
    this.#working = false;
  }
}
