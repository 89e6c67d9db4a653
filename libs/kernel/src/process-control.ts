import type { CapabilityEngine } from '@esta-logic/capability-engine';
import {
  fail,
  faultOf,
  ok,
  type Fault,
  type HostLoop,
  type KernelObserver,
  type Result,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import type { IpcRouter } from '@esta-logic/ipc-router';
import { metaKey } from '@esta-logic/storage';
import type { Committer } from './committer.ts';
import { failUndelivered } from './fail-undelivered.ts';
import type { Pool, Process } from './process.ts';
import type { ProcessRegistry } from './process-registry.ts';
import type { RunLoop } from './run-loop.ts';

/**
 * What was decided about a module besides running it. It is kept in the store and holds across boots:
 *
 *   k/processes = { <module>: "suspended" | "quarantined" | "stopped" }
 */
export type Standing = 'suspended' | 'quarantined' | 'stopped';

export const STANDINGS_KEY = metaKey('processes');

/** Time that a crank in hand has to end by itself when its process is stopped. */
export const GRACE_MILLISECONDS = 1000;

export interface ControlParts {
  readonly registry: ProcessRegistry;
  readonly runLoop: RunLoop;
  readonly router: IpcRouter;
  readonly capabilities: CapabilityEngine;
  readonly committer: Committer;
  readonly loop: HostLoop;
  readonly observe: KernelObserver;
  /** Messages may be waiting for the processes of a pool. */
  readonly poke: (pool: Pool) => void;
  /** Starts a new process of the module of one that was stopped. */
  readonly startAgain: (stopped: Process) => void;
  readonly stateOf: (process: Process) => string;
  /** A process was stopped, held or let go: what waits for it may be looked at again. */
  readonly changed: () => void;
  /** Somebody has looked after the module. */
  readonly forgive: (module: string) => void;
}

/** Suspends, resumes, quarantines and ends processes. Every decision is logged and durable before it is reported as done. */
export class ProcessControl {
  readonly #parts: ControlParts;
  readonly #standings: Map<string, Standing>;

  /** `standings`: what earlier boots decided, as it was stored. */
  constructor(parts: ControlParts, standings: string | undefined) {
    this.#parts = parts;
    this.#standings = new Map(Object.entries(JSON.parse(standings ?? '{}') as Record<string, Standing>));
  }

  standing(module: string): Standing | undefined {
    return this.#standings.get(module);
  }

  /** Gives a process that has just been made what was decided about its module before. */
  settleIn(process: Process): void {
    const standing = this.#standings.get(process.name);
    if (standing === 'stopped') {
      this.#close(process, stoppedFault(process.name));
      this.#retire(process);
    } else if (standing) void this.#parts.runLoop.hold(process.id, standing);
  }

  /** Quarantined modules take no new messages; those that an earlier boot accepted have their place back by now. */
  closeQuarantined(): void {
    for (const process of this.#parts.registry.all()) {
      if (this.#standings.get(process.name) === 'quarantined')
        this.#close(process, quarantinedFault(process.name, 'an earlier boot saw it fail again and again'));
    }
  }

  /** Stops a process where it stands; its messages wait. `why`: what the log says of it. Faults: not-found, state-refused, storage-failed. */
  async suspend(name: string, why?: string): Promise<Result<Process>> {
    const found = this.#running(name);
    if (!found.ok) return found;
    const process = found.value;
    const noted = this.#decide(process, 'suspended', 'suspended', why);
    if (!noted.ok) return noted;
    const stands = Promise.all(process.pool.processes.map(({ id }) => this.#parts.runLoop.hold(id, 'suspended')));
    this.#parts.changed();
    await noted.value.durable;
    await stands;
    this.#parts.changed();
    return ok(process);
  }

  /** Lets a suspended or quarantined process go on, or starts a stopped one again. Faults: as suspend. */
  async resume(name: string): Promise<Result<Process>> {
    const found = this.#parts.registry.find(name);
    if (!found.ok) return found;
    const process = found.value;
    const standing = this.#standings.get(process.name);
    if (standing === undefined)
      return fail(
        'state-refused',
        `The process ${process.id} is ${this.#parts.stateOf(process)}, so there is nothing to resume.`,
      );
    if (standing === 'stopped' && process.pool.processes.some(({ inHand }) => inHand))
      return fail('state-refused', `The process ${process.id} is still ending; resume it when it has.`);
    const noted = this.#decide(process, 'ready', undefined);
    if (!noted.ok) return noted;
    this.#open(process);
    if (standing !== 'suspended') this.#parts.forgive(process.name);
    if (standing === 'stopped') this.#parts.startAgain(process);
    else for (const { id, inHand } of process.pool.processes) this.#parts.runLoop.release(id, inHand !== undefined);
    this.#parts.poke(process.pool);
    this.#parts.changed();
    await noted.value.durable;
    return ok(this.#parts.registry.of(process.name)!);
  }

  /**
   * Ends the processes of a module: what is queued fails now, a crank in hand has `grace` milliseconds and is then ended
   * at its next safe point, and what the processes held goes back in reverse order. Faults: as suspend.
   */
  async terminate(name: string, grace: number, why?: string): Promise<Result<Process>> {
    const found = this.#parts.registry.find(name);
    if (!found.ok) return found;
    const process = found.value;
    const before = this.#standings.get(process.name);
    if (before === 'stopped') return fail('state-refused', `The process ${process.id} was stopped before.`);
    const noted = this.#decide(process, 'stopping', 'stopped', why);
    if (!noted.ok) return noted;
    const fault = stoppedFault(process.name);
    this.#close(process, fault);
    const patience = before === undefined ? grace : 0;
    const { processes } = process.pool;
    const ends = await Promise.all(processes.map((one) => this.#endCrank(one, fault, patience)));
    for (const one of processes.toReversed()) this.#retire(one);
    this.#parts.registry.leave(process.pool, 'further');
    const forced = ends.includes(true);
    const ended = this.#note(
      process,
      'stopping',
      'completed',
      forced ? 'forced after its grace period' : 'it had nothing in hand',
      [],
    );
    if (!ended.ok) return ended;
    await ended.value.durable;
    return ok(process);
  }

  /** Contains a module that goes on failing: it runs no more, stored messages wait, everybody else is told. */
  quarantine(process: Process, cause: Fault): void {
    if (this.#standings.has(process.name)) return;
    const noted = this.#decide(process, 'quarantined', 'quarantined', cause.message);
    // A store that fails now refuses everything that follows, so nothing needs to be done about it here.
    if (noted.ok) noted.value.durable.catch(() => undefined);
    for (const { id } of process.pool.processes) void this.#parts.runLoop.hold(id, 'quarantined');
    this.#close(process, quarantinedFault(process.name, cause.message));
    this.#parts.changed();
  }

  /** A message came for a process that takes none any more. */
  refuseQueued(process: Process, fault: Fault): void {
    const waits = this.#standings.get(process.name) === 'quarantined';
    for (const delivery of process.mailbox.drain()) {
      if (waits && delivery.storedKey !== undefined) process.mailbox.putBack(delivery);
      else failUndelivered(this.#parts, delivery, fault);
    }
  }

  /**
   * The kernel stops while processes are held: what is stored stays for the next boot, whoever waits is told, and
   * nothing of a crank that stands in the middle is kept.
   */
  strandHeld(): void {
    for (const process of this.#parts.registry.all()) {
      if (isHeld(this.#parts.stateOf(process))) strand(process);
      else this.#parts.runLoop.release(process.id, true);
    }
    this.#parts.changed();
  }

  /** Messages that nobody handles before somebody resumes a process: those of held processes, and those that wait for them. */
  parked(): number {
    let queued = 0;
    const inHand = new Set<string>();
    for (const process of this.#parts.registry.all()) {
      if (!isHeld(this.#parts.stateOf(process))) continue;
      if (process.inHand) for (const module of [process.name, ...process.inHand.callers]) inHand.add(module);
      if (process !== process.pool.processes[0]) continue;
      for (const { callers } of process.mailbox.messages()) {
        queued++;
        for (const module of callers) inHand.add(module);
      }
    }
    return queued + inHand.size;
  }

  #running(name: string): Result<Process> {
    const found = this.#parts.registry.find(name);
    const standing = found.ok ? this.#standings.get(found.value.name) : undefined;
    return standing && found.ok
      ? fail('state-refused', `The process ${found.value.id} is ${standing} already.`)
      : found;
  }

  #close(process: Process, fault: Fault): void {
    process.pool.closed = fault;
    this.#parts.router.shut(process.name, fault);
    this.refuseQueued(process, fault);
  }

  #open(process: Process): void {
    process.pool.closed = undefined;
    this.#parts.router.reopen(process.name);
  }

  /** Resolves when the crank in hand has ended: true when it had to be forced. */
  #endCrank(process: Process, fault: Fault, grace: number): Promise<boolean> {
    if (!process.inHand) return Promise.resolve(false);
    return new Promise((resolve) => {
      let forced = false;
      const force = (): void => {
        forced = true;
        process.mustEnd = fault;
        process.interrupt?.({ ok: false, error: fault, messageId: '' });
        this.#parts.runLoop.release(process.id, true);
      };
      const cancel = grace > 0 ? this.#parts.loop.after(grace, force) : () => undefined;
      process.onIdle = () => {
        cancel();
        resolve(forced);
      };
      if (grace <= 0) force();
    });
  }

  /** Resources go back in reverse order of allocation: instance, capabilities, place in the process table. */
  #retire(process: Process): void {
    process.onIdle = undefined;
    process.instance = undefined;
    this.#parts.capabilities.destroy(process.id);
    this.#parts.runLoop.forget(process.id);
    this.#parts.changed();
  }

  #decide(process: Process, to: string, standing: Standing | undefined, what?: string): ReturnType<Committer['note']> {
    const standings = new Map(this.#standings);
    if (standing) standings.set(process.name, standing);
    else standings.delete(process.name);
    const value = standings.size === 0 ? null : JSON.stringify(Object.fromEntries(standings));
    const noted = this.#note(process, this.#standings.get(process.name) ?? this.#parts.stateOf(process), to, what, [
      { key: STANDINGS_KEY, value },
    ]);
    if (!noted.ok) return noted;
    if (standing) this.#standings.set(process.name, standing);
    else this.#standings.delete(process.name);
    return noted;
  }

  #note(
    process: Process,
    from: string,
    to: string,
    what: string | undefined,
    writes: readonly StoreWrite[],
  ): ReturnType<Committer['note']> {
    return this.#parts.committer.note(
      [
        {
          kind: 'process.changed',
          process: process.id,
          module: process.name,
          from,
          to,
          ...(what === undefined ? {} : { what }),
        },
      ],
      writes,
    );
  }
}

const isHeld = (state: string): boolean => state === 'suspended' || state === 'quarantined';

function strand(process: Process): void {
  const settle = (delivery: NonNullable<Process['inHand']>): void =>
    delivery.settle({
      ok: false,
      error: faultOf(
        'not-ready',
        `The kernel stopped while ${process.name} was held; nothing was decided about this message.`,
      ),
      messageId: delivery.envelope.metadata.messageId,
    });
  for (const delivery of process.mailbox.drain()) settle(delivery);
  if (!process.inHand) return;
  process.crank?.discard();
  settle(process.inHand);
  process.inHand = undefined;
}

const stoppedFault = (module: string): Fault =>
  faultOf('state-refused', `The module ${module} was stopped; \`esta resume ${module}\` starts it again.`);

const quarantinedFault = (module: string, why: string): Fault =>
  faultOf(
    'state-refused',
    `The module ${module} is quarantined: ${why.replace(/\.$/, '')}. \`esta resume ${module}\` releases it.`,
  );
