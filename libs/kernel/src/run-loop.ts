import type { Clock, HostLoop } from '@esta-logic/kernel-boundary';
import type { Scheduler } from '@esta-logic/scheduler';

/** The host's event loop gets a turn at least this often, in milliseconds of the monotonic clock. */
const TURN_MILLISECONDS = 1;

/**
 * The crank loop: asks the scheduler who runs, starts or resumes it, and comes back when it stops. A process runs
 * until its crank ends or it waits for a reply; while it waits, others run.
 */
export class RunLoop {
  readonly #scheduler: Scheduler;
  readonly #clock: Clock;
  readonly #host: HostLoop;
  readonly #start: (process: string) => void;
  readonly #resume = new Map<string, () => void>();
  #lastTurn = 0;
  #pumping = false;
  #resting = false;

  constructor(parts: { scheduler: Scheduler; clock: Clock; host: HostLoop; start: (process: string) => void }) {
    this.#scheduler = parts.scheduler;
    this.#clock = parts.clock;
    this.#host = parts.host;
    this.#start = parts.start;
  }

  /** The process has a message to handle. No effect unless it is waiting for one. */
  ready(process: string): void {
    if (this.#scheduler.stateOf(process) !== 'waiting') return;
    this.#scheduler.to(process, 'ready', this.#clock.monotonic());
    this.pump();
  }

  /** The running process waits for a reply; its core is free. */
  block(process: string): void {
    this.#scheduler.to(process, 'blocked', this.#clock.monotonic());
    this.pump();
  }

  /** What a blocked process waited for is there: `resume` runs when the scheduler picks the process. */
  unblock(process: string, resume: () => void): void {
    this.#resume.set(process, resume);
    this.#scheduler.to(process, 'ready', this.#clock.monotonic());
    this.pump();
  }

  /** The crank ended; the process goes on to its next message or waits for one. */
  finished(process: string, hasMore: boolean): void {
    this.#scheduler.to(process, hasMore ? 'ready' : 'waiting', this.#clock.monotonic());
    this.pump();
  }

  /**
   * The running process stands at a safe point. When somebody else should run now - a higher rank, an equal after this
   * one's slice, or the host's own event loop - it becomes ready again, and the promise resolves when it is picked.
   */
  giveWay(process: string): Promise<void> | undefined {
    const now = this.#clock.monotonic();
    if (now - this.#lastTurn <= TURN_MILLISECONDS && !this.#scheduler.shouldYield(process, now)) return undefined;
    return new Promise((resolve) => {
      this.#resume.set(process, resolve);
      this.#scheduler.to(process, 'ready', now);
      this.pump();
    });
  }

  /** Runs whoever can run now. Re-entrant calls are absorbed by the outer one. */
  pump(): void {
    if (this.#pumping || this.#resting) return;
    this.#pumping = true;
    try {
      for (;;) {
        const now = this.#clock.monotonic();
        if (now - this.#lastTurn > TURN_MILLISECONDS) return this.#rest();
        const decision = this.#scheduler.next(now);
        if (!decision) return;
        const resume = this.#resume.get(decision.process);
        this.#resume.delete(decision.process);
        if (resume) resume();
        else this.#start(decision.process);
      }
    } finally {
      this.#pumping = false;
    }
  }

  /** Lets timers and sockets run, then goes on. */
  #rest(): void {
    this.#resting = true;
    void this.#host.turn().then(() => {
      this.#resting = false;
      this.#lastTurn = this.#clock.monotonic();
      this.pump();
    });
  }
}
