import { faultOf, KernelError } from '@esta-logic/kernel-boundary';

/** A thread that ends within so many milliseconds of its start counts as one that failed. */
const SHORT_LIFE = 10_000;
/** Threads that fail in a row until nobody takes their place any more. */
const MAX_FAILURES = 8;
/** Milliseconds before the second replacement in a row; each further one waits twice as long. The first comes at once. */
const FIRST_PAUSE = 100;

/** Starts a thread; `died` is to be called once when it has ended by itself. */
export type StartWorker<W> = (died: () => void) => W;

/** A place in a pool, and the thread on it. A thread that ends is replaced; one after the other that fails, ever later, and in the end not at all. */
export class WorkerPlace<W extends { close(): Promise<void> }> {
  readonly #start: StartWorker<W>;
  #worker: W | undefined;
  #startedAt = 0;
  #failures = 0;
  #quarantined: KernelError | undefined;
  #pause: NodeJS.Timeout | undefined;
  #next = Promise.withResolvers<W>();
  #closed = false;

  constructor(start: StartWorker<W>) {
    this.#start = start;
    this.#next.promise.catch(() => undefined);
    this.#fill();
  }

  /** The thread, if there is one. */
  get worker(): W | undefined {
    return this.#worker;
  }

  /** Why there will be none any more. */
  get quarantined(): KernelError | undefined {
    return this.#quarantined;
  }

  /** The thread, or the one that takes its place. Rejects with `quarantined`. */
  filled(): Promise<W> {
    return this.#next.promise;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#pause);
    this.#next.reject(new KernelError(faultOf('driver-failed', 'The worker threads were ended.')));
    await this.#worker?.close();
  }

  #fill(): void {
    this.#startedAt = performance.now();
    this.#worker = this.#start(() => this.#died());
    this.#next.resolve(this.#worker);
  }

  #died(): void {
    if (this.#closed) return;
    this.#worker = undefined;
    this.#next = Promise.withResolvers();
    this.#next.promise.catch(() => undefined);
    this.#failures = performance.now() - this.#startedAt < SHORT_LIFE ? this.#failures + 1 : 1;
    if (this.#failures === MAX_FAILURES) return this.#next.reject((this.#quarantined = givenUp()));
    if (this.#failures === 1) return this.#fill();
    this.#pause = setTimeout(() => this.#fill(), FIRST_PAUSE * 2 ** (this.#failures - 2));
  }
}

const givenUp = (): KernelError =>
  new KernelError(
    faultOf(
      'driver-failed',
      `A worker thread ended within ${SHORT_LIFE / 1000} s of its start ${MAX_FAILURES} times in a row and is not started again; look at what the process printed, and start the kernel again once the cause is gone.`,
    ),
  );
