import type { CapabilityEngine } from '@esta-logic/capability-engine';
import type { Clock, Fault, ModuleLoader, Result } from '@esta-logic/kernel-boundary';
import { failsModule, Ladder } from '@esta-logic/supervisor';
import type { Committer } from './committer.ts';
import { grantRequests } from './grants.ts';
import type { Process } from './process.ts';
import type { ProcessControl } from './process-control.ts';
import type { RunLoop } from './run-loop.ts';

export interface SupervisionParts {
  readonly clock: Clock;
  readonly runLoop: RunLoop;
  readonly capabilities: CapabilityEngine;
  readonly loader: ModuleLoader;
  readonly committer: () => Committer;
  readonly control: () => ProcessControl;
  /** Gives a process the version back that it ran before. */
  readonly rollBack: (process: Process, fault: Fault) => Promise<Result<void>>;
}

/** A budget contains one message; a module that answers none of so many in a row has failed itself. */
const SPENT_IN_A_ROW = 3;

/**
 * Restarts what fails, harder each time, and contains what goes on failing. Each module is a fault containment region of
 * its own: what it does to itself costs its neighbours nothing but the time of the restart.
 */
export class Supervision {
  readonly #parts: SupervisionParts;
  readonly #ladder = new Ladder({ last: 'quarantine' });

  constructor(parts: SupervisionParts) {
    this.#parts = parts;
  }

  /** A crank ended in this fault; when it shows a failure of the module, the process is recovered before it goes on. */
  crankFailed(process: Process, fault: Fault): void {
    if (fault === process.mustEnd) return;
    const { stop } = process.governor ?? {};
    process.spentInARow = stop?.spent === true && stop.fault === fault ? process.spentInARow + 1 : 0;
    if (!failsModule(fault) && process.spentInARow < SPENT_IN_A_ROW) return;
    const action = process.pool.trial?.failed()
      ? 'roll-back'
      : this.#ladder.failed(process.name, this.#parts.clock.monotonic());
    process.failure = { fault, action };
  }

  /** A crank did not fail its module. */
  crankPassed(process: Process): void {
    process.spentInARow = 0;
    if (process.pool.trial?.passed()) process.pool.trial = undefined;
  }

  forgive(module: string): void {
    this.#ladder.forgive(module);
  }

  /** Does what the ladder says; the process is ready for its next message then, or quarantined. */
  async recover(process: Process, { fault, action }: NonNullable<Process['failure']>): Promise<void> {
    process.failure = undefined;
    process.instance = undefined;
    this.#parts.runLoop.failed(process.id);
    if (action === 'roll-back') await this.#rollBack(process, fault);
    else if (action === 'quarantine') this.#parts.control().quarantine(process, fault);
    else if (action !== 'restart-same') await this.#restartClean(process, action, fault);
    this.#parts.runLoop.recovered(process.id);
  }

  async #rollBack(process: Process, fault: Fault): Promise<void> {
    const back = await this.#parts.rollBack(process, fault);
    if (!back.ok && !process.closed) return this.#parts.control().quarantine(process, back.fault);
    this.forgive(process.name);
  }

  async #restartClean(process: Process, action: string, fault: Fault): Promise<void> {
    const noted = this.#parts.committer().note([
      {
        kind: 'process.changed',
        process: process.id,
        module: process.name,
        from: 'failed',
        to: action,
        what: fault.message,
      },
    ]);
    if (noted.ok) noted.value.durable.catch(() => undefined);
    if (action !== 'restart-clean') {
      const loaded = await this.#parts.loader.load(process.name);
      // Stopped while it was read.
      if (process.closed) return;
      if (!loaded.ok) return this.#parts.control().quarantine(process, loaded.fault);
      process.next ??= loaded.value;
    }
    grantRequests(this.#parts.capabilities, process);
  }
}
