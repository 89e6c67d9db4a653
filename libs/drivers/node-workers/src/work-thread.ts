import { Worker } from 'node:worker_threads';
import { fail, type Result } from '@esta-logic/kernel-boundary';
import type { DoneMessage, WorkMessage } from './serve-work.ts';

export interface WorkThreadOptions {
  /** The module that the thread runs; it calls `serveWork`. */
  readonly entry: URL;
  /** Options of Node for the thread (those of the process). */
  readonly execArgv?: readonly string[];
}

/** Milliseconds without work after which the thread ends: it costs some tens of megabytes. */
const IDLE_MILLISECONDS = 10_000;

/**
 * A thread for work that would hold up the kernel's, such as making the code of a component. It starts with the first
 * request, ends when there has been none for a while, and keeps no process alive that waits for nothing of it.
 */
export class WorkThread<Request, Answer> {
  readonly #options: WorkThreadOptions;
  readonly #open = new Map<number, (result: Result<Answer>) => void>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #number = 0;

  constructor(options: WorkThreadOptions) {
    this.#options = options;
  }

  /** Has a request answered over there; both are copied. Fault: driver-failed, when the thread ended before it answered. */
  run(request: Request): Promise<Result<Answer>> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    const number = ++this.#number;
    return new Promise((resolve) => {
      this.#open.set(number, resolve);
      worker.postMessage({ number, request } satisfies WorkMessage);
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const { entry, execArgv } = this.#options;
    const worker = new Worker(entry, execArgv ? { execArgv: [...execArgv] } : {});
    let problem: unknown;
    worker.on('message', (message: DoneMessage) => this.#done(message));
    worker.on('error', (error) => (problem = error));
    worker.on('exit', (code) => this.#ended(worker, problem ?? `it ended with code ${code}`));
    return worker;
  }

  #done({ number, result }: DoneMessage): void {
    this.#open.get(number)?.(result as Result<Answer>);
    this.#open.delete(number);
    if (this.#open.size > 0) return;
    this.#worker?.unref();
    this.#idle = setTimeout(() => this.#rest(), IDLE_MILLISECONDS).unref();
  }

  #rest(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }

  /** What was asked of a thread that is gone is not asked of another: it may be what ended it. */
  #ended(worker: Worker, why: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const resolve of this.#open.values())
      resolve(fail('driver-failed', `The thread that was to do the work is gone: ${String(why)}.`));
    this.#open.clear();
  }
}
