import { canGoOn, type CallGraph, type Delivery } from '@esta-logic/ipc-router';
import { faultOf, type Clock, type Fault, type Reply } from '@esta-logic/kernel-boundary';
import type { Scheduler } from '@esta-logic/scheduler';
import type { WaitBegin } from './crank.ts';
import type { Call } from './crank-view.ts';
import type { Pool, Process } from './process.ts';
import type { ProcessRegistry } from './process-registry.ts';
import type { RunLoop } from './run-loop.ts';

export interface DispatchParts {
  readonly scheduler: Scheduler;
  readonly runLoop: RunLoop;
  readonly registry: ProcessRegistry;
  readonly clock: Clock;
  /** Processes that may run at once. */
  readonly cores: number;
  /** Takes a message through its crank. */
  readonly deliver: (process: Process, delivery: Delivery) => Promise<void>;
  /** Restarts a process that has failed. */
  readonly recover: (process: Process, failure: NonNullable<Process['failure']>) => Promise<void>;
  /** Starts a further process of a module. */
  readonly spawn: (pool: Pool) => Process;
  readonly refuseQueued: (process: Process, fault: Fault) => void;
  /** Makes a process ready for its next message when there is time. */
  readonly prepare: (process: Process) => void;
}

/** Brings messages and processes together: which process of a pool takes the next one, and who waits for whom. */
export class Dispatch {
  readonly #parts: DispatchParts;
  readonly #graph: CallGraph<Process, Call>;

  constructor(parts: DispatchParts) {
    this.#parts = parts;
    const poolOf = (call: Call): Pool => parts.registry.poolOf(call.envelope.target)!;
    this.#graph = {
      callOf: ({ call }) => call,
      holderOf: (call) => poolOf(call).holderOf(call),
      blockerOf: (call) => {
        const blocker = poolOf(call).lanes.blockerOf(call);
        return blocker && poolOf(call).holderOf(blocker);
      },
      poolOf: (call) => {
        const { alone, processes, mayGrow } = poolOf(call);
        return { processes: alone ? [alone] : processes, mayGrow };
      },
    };
  }

  /** A message lies in the mailbox of a module. */
  arrived(target: string): void {
    const pool = this.#parts.registry.poolOf(target);
    if (pool?.closed) this.#parts.refuseQueued(pool.processes[0]!, pool.closed);
    else if (pool) this.poke(pool);
  }

  /** Lets a process of a pool take a message, when none of them is about to and one may start. */
  poke(pool: Pool): void {
    const { mailbox, processes } = pool;
    if (mailbox.length === 0 || pool.closed || this.#mustRest(pool)) return;
    let idle: Process | undefined;
    let active = 0;
    for (const process of processes) {
      const state = this.#parts.scheduler.stateOf(process.id);
      if (state === 'waiting') idle ??= process;
      else if (state === 'ready' || state === 'running') active++;
      else if (state !== 'blocked') return;
    }
    if (active >= this.#parts.cores || (!idle && !pool.mayGrow)) return;
    const next = mailbox.next(pool.mayStart);
    if (next) this.#begin(idle ?? this.#parts.spawn(pool), next);
  }

  #begin(process: Process, next: Delivery): void {
    this.#parts.scheduler.setDeadline(process.id, next.deadline);
    this.#parts.runLoop.ready(process.id);
  }

  /** A pool begins nothing while a crank of it runs alone, and while it makes up for what it used too much. */
  #mustRest({ alone, throttledUntil }: Pool): boolean {
    return alone !== undefined || (throttledUntil > 0 && throttledUntil > this.#parts.clock.monotonic());
  }

  /** The scheduler has picked a process: it takes the next message, if one may start. */
  async run(process: Process): Promise<void> {
    const { pool } = process;
    const delivery = pool.mailbox.takeIf(pool.mayStart);
    if (delivery) await this.#handle(process, pool, delivery);
    process.onIdle?.();
    if (process.failure) await this.#parts.recover(process, process.failure);
    else this.#parts.runLoop.finished(process.id, delivery !== undefined && this.#hasNext(process));
    this.poke(pool);
    if (!process.ready) this.#parts.prepare(process);
  }

  /** Hands the core of a process to others until `wake` is called with the reply. */
  wait(process: Process, begin: WaitBegin): Promise<Reply<string>> {
    const { runLoop, scheduler, clock } = this.#parts;
    if (process.call) scheduler.waitsFor(process.id, process.call.envelope.target, clock.monotonic());
    return new Promise((resolve) => {
      const wake = (reply: Reply<string>): void => {
        if (process.interrupt !== wake) return;
        process.interrupt = undefined;
        if (process.call) scheduler.answered(process.id, clock.monotonic());
        process.call = undefined;
        runLoop.unblock(process.id, () => resolve(reply));
      };
      process.interrupt = wake;
      begin(wake);
      runLoop.block(process.id);
      this.poke(process.pool);
    });
  }

  /** The process is about to wait for the answer to a call. Fault: call-cycle, when it could never come; the process calls nobody then. */
  calls(process: Process, call: Call): Fault | undefined {
    process.call = call;
    if (canGoOn(this.#graph, process)) return undefined;
    process.call = undefined;
    const { target, opcode } = call.envelope;
    return faultOf(
      'call-cycle',
      `${process.name} and ${target} would wait for each other for ever: every process of ${target} waits, in the end, for this one. Use send instead of call for ${opcode}.`,
    );
  }

  async #handle(process: Process, pool: Pool, delivery: Delivery): Promise<void> {
    process.inHand = delivery;
    pool.lanes.begin(delivery);
    this.#parts.scheduler.setDeadline(process.id, delivery.deadline);
    await this.#parts.deliver(process, delivery);
    if (pool.alone === process) pool.alone = undefined;
    pool.lanes.end(delivery);
    process.inHand = undefined;
  }

  /** Whether it goes on to its next message at once: there is one, and no other process of the pool is about to take it. */
  #hasNext({ pool }: Process): boolean {
    const { mailbox, processes } = pool;
    if (mailbox.length === 0 || this.#mustRest(pool)) return false;
    const active = processes.filter(({ id }) => ['ready', 'running'].includes(this.#parts.scheduler.stateOf(id)!));
    return active.length <= this.#parts.cores && mailbox.next(pool.mayStart) !== undefined;
  }
}
