import { fail, ok, type ProcessPriority, type ProcessState, type Result } from '@esta-logic/kernel-boundary';
import { mayFollow, type ProcessRow } from './process-table.ts';
import { effectiveRank, SLICES } from './slices.ts';

/** Who runs next, and for how long. */
export interface Decision {
  readonly process: string;
  /** Milliseconds; Infinity means until it stops by itself. */
  readonly slice: number;
}

export interface Transition {
  readonly process: string;
  readonly from: ProcessState;
  readonly to: ProcessState;
}

export interface SchedulerOptions {
  /** Processes that may run at once (invariant 13). */
  readonly cores: number;
  readonly onTransition?: (transition: Transition) => void;
}

/**
 * The process table and its run queue. It reads no clock: every verb takes `now` (milliseconds, monotonic), and the
 * same calls give the same decisions.
 */
export class Scheduler {
  readonly #rows = new Map<string, ProcessRow>();
  readonly #ready = new Set<ProcessRow>();
  readonly #options: SchedulerOptions;
  #running = 0;
  #order = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  /** Enters a process; it waits for its first message. Fault: state-refused when the id is taken. */
  add(id: string, priority: ProcessPriority): Result<void> {
    if (this.#rows.has(id)) return fail('state-refused', `A process ${id} exists already.`);
    const row: ProcessRow = { id, priority, state: 'created', readySince: 0, readyOrder: 0, runningSince: 0 };
    this.#rows.set(id, row);
    return this.#move(row, 'waiting', 0);
  }

  /** The only way to change a state. Fault: state-refused for a transition that the table does not have. */
  to(id: string, state: ProcessState, now: number): Result<void> {
    const row = this.#rows.get(id);
    if (!row) return fail('not-found', `There is no process ${id}.`);
    return row.state === state ? ok(undefined) : this.#move(row, state, now);
  }

  /**
   * Picks the process that runs now and moves it to `running`, or undefined when none is ready or every core is busy.
   * Highest effective rank first; among equals the one that became ready first.
   */
  next(now: number): Decision | undefined {
    if (this.#running >= this.#options.cores) return undefined;
    let best: ProcessRow | undefined;
    let bestRank = Infinity;
    for (const row of this.#ready) {
      const rank = effectiveRank(row.priority, now - row.readySince);
      if (rank < bestRank || (rank === bestRank && row.readyOrder < best!.readyOrder)) [best, bestRank] = [row, rank];
    }
    if (!best) return undefined;
    this.#move(best, 'running', now);
    return { process: best.id, slice: SLICES[best.priority].milliseconds };
  }

  /**
   * Whether a running process should give way at its safe point: to a higher effective rank at once, to an equal when
   * its slice is used up. A slice with nobody to give way to goes on.
   */
  shouldYield(id: string, now: number): boolean {
    const running = this.#rows.get(id);
    if (running?.state !== 'running') return false;
    const rank = effectiveRank(running.priority, 0);
    const spent = now - running.runningSince >= SLICES[running.priority].milliseconds;
    for (const row of this.#ready) {
      const other = effectiveRank(row.priority, now - row.readySince);
      if (other < rank || (spent && other === rank)) return true;
    }
    return false;
  }

  stateOf(id: string): ProcessState | undefined {
    return this.#rows.get(id)?.state;
  }

  remove(id: string, now: number): void {
    const row = this.#rows.get(id);
    if (!row) return;
    if (row.state !== 'completed') this.#move(row, 'completed', now);
    this.#rows.delete(id);
  }

  /** Running and ready processes, for leak checks: both are 0 when nothing is going on. */
  load(): { readonly running: number; readonly ready: number; readonly processes: number } {
    return { running: this.#running, ready: this.#ready.size, processes: this.#rows.size };
  }

  #move(row: ProcessRow, to: ProcessState, now: number): Result<void> {
    const from = row.state;
    if (!mayFollow(from, to)) return fail('state-refused', `The process ${row.id} is ${from} and cannot become ${to}.`);
    if (from === 'running') this.#running--;
    if (from === 'ready') this.#ready.delete(row);
    row.state = to;
    if (to === 'running') {
      this.#running++;
      row.runningSince = now;
    }
    if (to === 'ready') {
      row.readySince = now;
      row.readyOrder = ++this.#order;
      this.#ready.add(row);
    }
    this.#options.onTransition?.({ process: row.id, from, to });
    return ok(undefined);
  }
}
