import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import {
  fail,
  faultOf,
  KernelError,
  type FuelGovernor,
  type GuestEnvelope,
  type Result,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';
import type { Answer, Fuel, FromWorker, ModuleKey, ToWorker } from './protocol.ts';

/** One crank under way on a worker: whom its guest asks. */
export interface Run {
  readonly host: SyscallHost;
  readonly governor: FuelGovernor;
}

/** What came of a crank. */
export interface Outcome {
  readonly result: Result<string>;
  readonly fuelUsed: number;
  readonly memoryBytes: number;
}

interface OpenRun extends Run {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (problem: Error) => void;
}

export interface WorkerOptions {
  /** The module that the worker runs; it calls `serveGuests`. */
  readonly entry: URL;
  /** Handed to it as `workerData.data`. */
  readonly data: unknown;
  readonly execArgv?: readonly string[];
  /** The thread ended by itself: everything on it is lost. */
  readonly died: () => void;
}

/** The kernel's side of one worker thread. */
export class WorkerHandle {
  readonly #worker: Worker;
  readonly #signal = new Int32Array(new SharedArrayBuffer(4));
  readonly #answers: MessagePort;
  readonly #runs = new Map<number, OpenRun>();
  readonly #requests = new Map<number, (result: Result<unknown>) => void>();
  readonly #ready: Promise<void>;
  /** What a thread that took another's place loads before it runs anything. */
  #warming: Promise<unknown> | undefined;
  /** Cranks that wait for that. */
  #waiting = 0;
  #next = 0;
  #dead: Error | undefined;

  constructor({ entry, data, execArgv, died }: WorkerOptions) {
    const { port1, port2 } = new MessageChannel();
    this.#answers = port1;
    this.#worker = new Worker(entry, {
      workerData: { data, signal: this.#signal, answers: port2 },
      transferList: [port2],
      ...(execArgv ? { execArgv: [...execArgv] } : {}),
    });
    let up: () => void;
    let down: (problem: Error) => void;
    this.#ready = new Promise((resolve, reject) => {
      up = resolve;
      down = reject;
    });
    this.#ready.catch(() => undefined);
    this.#worker.on('message', (message: FromWorker) => (message.kind === 'ready' ? up() : this.#receive(message)));
    this.#worker.on('error', (problem) => this.#die(problem instanceof Error ? problem : new Error(String(problem))));
    this.#worker.on('exit', (code) => {
      this.#die(new Error(`The worker thread ended with code ${code}.`));
      down(this.#dead!);
      died();
    });
  }

  /** Cranks under way, those that wait among them. */
  get load(): number {
    return this.#runs.size + this.#waiting;
  }

  /** Loads versions before the next crank is handed over. */
  warm(modules: Iterable<{ readonly id: string; readonly key: ModuleKey }>): void {
    const loads = Array.from(modules, ({ id, key }) => this.loadModule(id, key));
    this.#warming = Promise.all(loads).then(() => (this.#warming = undefined));
  }

  async loadModule(id: string, key: ModuleKey): Promise<Result<void>> {
    return (await this.#ask((request) => ({ kind: 'load', request, id, key }))) as Result<void>;
  }

  /** Bytes of the memory of an instance that is ready. */
  async prepare(key: ModuleKey, instance: number | undefined): Promise<Result<number>> {
    return (await this.#ask((request) => ({ kind: 'prepare', request, key, instance }))) as Result<number>;
  }

  /** Rejects when the host failed under the guest. */
  handle(
    key: ModuleKey,
    instance: number | undefined,
    envelope: GuestEnvelope,
    fuel: Fuel,
    run: Run,
  ): Promise<Outcome> {
    if (this.#warming) {
      this.#waiting++;
      return this.#warming.then(() => {
        this.#waiting--;
        return this.handle(key, instance, envelope, fuel, run);
      });
    }
    if (this.#dead) return Promise.reject(this.#dead);
    const id = ++this.#next;
    return new Promise((resolve, reject) => {
      this.#runs.set(id, { ...run, resolve, reject });
      this.#post({ kind: 'handle', run: id, key, instance, envelope, fuel });
    });
  }

  forget(instance: number): void {
    if (!this.#dead) this.#post({ kind: 'forget', instance });
  }

  async close(): Promise<void> {
    this.#worker.removeAllListeners('exit');
    await this.#worker.terminate();
    this.#die(new Error('The worker thread was ended.'));
    this.#answers.close();
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  async #ask(message: (request: number) => ToWorker): Promise<Result<unknown>> {
    try {
      await this.#ready;
    } catch (problem) {
      return fail('driver-failed', `A worker thread did not start: ${(problem as Error).message}`);
    }
    if (this.#dead) return fail('driver-failed', this.#dead.message);
    const request = ++this.#next;
    return new Promise((resolve) => {
      this.#requests.set(request, resolve);
      this.#post(message(request));
    });
  }

  #receive(message: Exclude<FromWorker, { kind: 'ready' }>): void {
    switch (message.kind) {
      case 'loaded':
      case 'prepared':
        this.#requests.get(message.request)?.(message.result);
        this.#requests.delete(message.request);
        return;
      case 'done':
        return this.#take(message.run)?.resolve(message);
      case 'failed':
        return this.#take(message.run)?.reject(new Error(message.reason));
      case 'call':
        return this.#answer(message);
    }
  }

  #take(run: number): OpenRun | undefined {
    const open = this.#runs.get(run);
    this.#runs.delete(run);
    return open;
  }

  /** The worker sleeps until it has an answer, or hears that there will be one. */
  #answer({ run, call, name, args }: Extract<FromWorker, { kind: 'call' }>): void {
    const value = this.#call(run, name, args);
    if (!(value instanceof Promise)) return this.#wake(value);
    this.#wake({ later: true });
    void value.then((answer) => {
      if (!this.#dead) this.#post({ kind: 'answer', call, answer });
    });
  }

  #call(run: number, name: string, args: readonly unknown[]): Answer | Promise<Answer> {
    const open = this.#runs.get(run);
    if (!open) return { thrown: 'The crank has ended.' };
    try {
      const value =
        name === 'refill'
          ? open.governor.refill()
          : (open.host[name as keyof SyscallHost] as (...values: unknown[]) => unknown)(...args);
      return value instanceof Promise ? value.then((later: unknown): Answer => ({ value: later }), thrown) : { value };
    } catch (problem) {
      return thrown(problem);
    }
  }

  #wake(answer: Answer): void {
    this.#answers.postMessage(answer);
    Atomics.store(this.#signal, 0, 1);
    Atomics.notify(this.#signal, 0);
  }

  /** What is lost with the thread: cranks fail as defects of the host, requests with a fault. */
  #die(problem: Error): void {
    if (this.#dead) return;
    this.#dead = problem;
    for (const { reject } of this.#runs.values()) reject(problem);
    this.#runs.clear();
    for (const answer of this.#requests.values()) answer(fail('driver-failed', problem.message));
    this.#requests.clear();
  }
}

const thrown = (problem: unknown): Answer => ({ thrown: problem instanceof Error ? problem.message : String(problem) });

/** The fault of a result, thrown where a caller must have a value. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new KernelError(faultOf(result.fault.name, result.fault.message));
}
