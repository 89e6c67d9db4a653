import type { Clock, HostLoop } from '@esta-logic/kernel-boundary';
import type { Scheduler } from '@esta-logic/scheduler';

/**
 * The host's event loop gets a turn at least this often, in milliseconds of the monotonic clock: what comes from a timer
 * or a socket waits no longer behind guests. A turn costs about a microsecond.
 */
const TURN_MILLISECONDS = 0.2;

/**
 * The crank loop: asks the scheduler who runs, starts or resumes it, and comes back when it stops. A process runs
 * until its crank ends or it waits for a reply; while it waits, others run.
 */
export class RunLoop {
  readonly #scheduler: Scheduler;
  readonly #clock: Clock;
  readonly #host: HostLoop;
  readonly #start: (process: string) => void;
  readonly #rested: () => void;
  readonly #resume = new Map<string, () => void>();
  /** Processes that may not run, and the state they are kept in. */
  readonly #held = new Map<string, 'suspended' | 'quarantined'>();
  readonly #stood = new Map<string, () => void>();
  #lastTurn = 0;
  #pumping = false;
  #resting = false;
  /** Nothing was running when the loop last stopped. */
  #idle = true;

  /** `start`: the process begins a crank. `idle`: nothing is left that could run. */
  constructor(parts: {
    scheduler: Scheduler;
    clock: Clock;
    host: HostLoop;
    start: (process: string) => void;
    idle: () => void;
  }) {
    this.#scheduler = parts.scheduler;
    this.#clock = parts.clock;
    this.#host = parts.host;
    this.#start = parts.start;
    this.#rested = parts.idle;
  }

  /** The process has a message to handle. No effect unless it is waiting for one. */
  ready(process: string): void {
    if (this.#scheduler.stateOf(process) !== 'waiting') return;
    const now = this.#clock.monotonic();
    this.#scheduler.to(process, 'ready', now);
    this.pump(now);
  }

  /** The running process waits for a reply; its core is free. */
  block(process: string): void {
    this.#scheduler.to(process, 'blocked', this.#clock.monotonic());
    this.#keep(process);
    this.pump();
  }

  /** What a blocked process waited for is there: `resume` runs when the scheduler picks the process. */
  unblock(process: string, resume: () => void): void {
    this.#resume.set(process, resume);
    if (!this.#held.has(process)) this.#scheduler.to(process, 'ready', this.#clock.monotonic());
    this.pump();
  }

  /** The crank ended; the process goes on to its next message or waits for one. */
  finished(process: string, hasMore: boolean): void {
    const now = this.#clock.monotonic();
    if (!this.#keep(process)) this.#scheduler.to(process, hasMore ? 'ready' : 'waiting', now);
    this.pump(now);
  }

  /**
   * The running process stands at a safe point. When somebody else should run now it becomes ready again, and the promise
   * resolves when it is picked. When only the host's event loop wants a turn, the process keeps its core meanwhile.
   */
  giveWay(process: string): Promise<void> | undefined {
    const now = this.#clock.monotonic();
    if (this.#held.has(process)) return this.#stand(process);
    if (this.#scheduler.shouldYield(process, now)) return this.#preempt(process, now);
    if (now - this.#lastTurn <= TURN_MILLISECONDS) return undefined;
    return this.#hostTurn().then(() => this.giveWay(process));
  }

  #preempt(process: string, now: number): Promise<void> {
    return new Promise((resolve) => {
      this.#resume.set(process, resolve);
      this.#scheduler.preempt(process, now);
      this.pump();
    });
  }

  /**
   * Keeps a process from running: at once, or, while its guest runs, at the next safe point, system call that waits, or
   * end of its crank. Its messages and its crank stay as they are. Resolves when it stands, or has been let go before.
   */
  hold(process: string, state: 'suspended' | 'quarantined'): Promise<void> {
    this.#held.set(process, state);
    if (this.#scheduler.stateOf(process) !== 'running') this.#keep(process);
    if (this.#scheduler.stateOf(process) === state) return Promise.resolve();
    return new Promise((resolve) => this.#stood.set(process, resolve));
  }

  /** Nothing runs, and nothing could. */
  get idle(): boolean {
    return this.#idle;
  }

  /** Lets a held process go on where it stood. `crank`: it is in the middle of one. */
  release(process: string, crank: boolean): void {
    this.#hasStood(process);
    const stood =
      this.#held.delete(process) && ['suspended', 'quarantined'].includes(this.#scheduler.stateOf(process) ?? '');
    if (!stood) return;
    const now = this.#clock.monotonic();
    if (this.#resume.has(process)) this.#scheduler.to(process, 'ready', now);
    else if (crank) this.#scheduler.to(process, 'blocked', now);
    else this.#scheduler.to(process, 'waiting', now);
    this.pump();
  }

  /** The process has failed and is being restarted; its core is free. */
  failed(process: string): void {
    this.#scheduler.to(process, 'failed', this.#clock.monotonic());
    this.pump();
  }

  /** A failed process is whole again. */
  recovered(process: string): void {
    this.#scheduler.to(process, 'waiting', this.#clock.monotonic());
    this.#keep(process);
    this.pump();
  }

  /** The process has ended; nothing of it is left here. */
  forget(process: string): void {
    this.#hasStood(process);
    this.#held.delete(process);
    this.#resume.delete(process);
    this.#scheduler.remove(process, this.#clock.monotonic());
    this.pump();
  }

  /** Runs whoever can run now, by the monotonic clock. Re-entrant calls are absorbed by the outer one. */
  pump(now = this.#clock.monotonic()): void {
    if (this.#pumping || this.#resting) return;
    this.#pumping = true;
    try {
      for (let at = now; ; at = this.#clock.monotonic()) {
        // While nothing ran, the host had all the turns that it wanted.
        if (this.#idle) this.#lastTurn = at;
        this.#idle = false;
        if (at - this.#lastTurn > TURN_MILLISECONDS) return this.#rest();
        const decision = this.#scheduler.next(at);
        if (!decision) {
          this.#idle = this.#scheduler.load().running === 0;
          if (this.#idle) this.#rested();
          return;
        }
        const resume = this.#resume.get(decision.process);
        this.#resume.delete(decision.process);
        if (resume) resume();
        else this.#start(decision.process);
      }
    } finally {
      this.#pumping = false;
    }
  }

  /** Moves a held process to the state it is kept in; false when it is not held. */
  #keep(process: string): boolean {
    const state = this.#held.get(process);
    if (state === undefined) return false;
    this.#scheduler.to(process, state, this.#clock.monotonic());
    this.#hasStood(process);
    return true;
  }

  #hasStood(process: string): void {
    this.#stood.get(process)?.();
    this.#stood.delete(process);
  }

  /** A held process has come to a safe point: it stands there until it is released. */
  #stand(process: string): Promise<void> {
    return new Promise((resolve) => {
      this.#resume.set(process, resolve);
      this.#keep(process);
      this.pump();
    });
  }

  /** Lets timers and sockets run, then goes on. */
  #rest(): void {
    void this.#hostTurn().then(() => this.pump());
  }

  async #hostTurn(): Promise<void> {
    this.#resting = true;
    await this.#host.turn();
    this.#resting = false;
    this.#lastTurn = this.#clock.monotonic();
  }
}
