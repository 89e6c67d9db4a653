import {
  ok,
  type FuelGovernor,
  type GuestEnvelope,
  type GuestInstance,
  type LoadedModule,
  type ModuleLoader,
  type Result,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';
import { keyOf, type ModuleKey } from './protocol.ts';
import { valueOf, WorkerHandle } from './worker-handle.ts';

export interface WorkerPoolOptions {
  /** The module that each worker runs: it calls `serveGuests` with a loader over the same component store. */
  readonly entry: URL;
  /** Handed to it as `workerData.data`; structured clone. */
  readonly data?: unknown;
  /** Worker threads, at least 1. */
  readonly workers: number;
  /** Options of Node for each thread (those of the process). */
  readonly execArgv?: readonly string[];
}

/**
 * Runs guests on worker threads. The kernel stays on its own: it schedules, checks every system call, records and
 * commits, and no guest ever holds it up. A crank of a hermetic module goes to the thread with the least to do; a stateful
 * instance stays on the thread that it began on.
 */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #workers: WorkerHandle[] = [];
  /** Versions that are loaded, for threads that replace one that died. */
  readonly #loaded = new Map<string, { readonly id: string; readonly key: ModuleKey }>();
  readonly #forgotten = new FinalizationRegistry<{ readonly worker: WorkerHandle; readonly instance: number }>(
    ({ worker, instance }) => worker.forget(instance),
  );
  #instances = 0;
  #turn = 0;
  #closed = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    for (let i = 0; i < options.workers; i++) this.#workers.push(this.#start(i));
  }

  /** The same loader, whose modules run on the workers. What it verifies, each worker verifies again. */
  over(loader: ModuleLoader): ModuleLoader {
    return {
      install: (manifest, component) => loader.install(manifest, component),
      installed: () => loader.installed(),
      pin: (module) => loader.pin(module),
      load: async (id) => {
        const loaded = await loader.load(id);
        return loaded.ok ? this.#distribute(id, loaded.value) : loaded;
      },
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }

  #start(index: number): WorkerHandle {
    const { entry, data, execArgv } = this.#options;
    const handle: WorkerHandle = new WorkerHandle({
      entry,
      data,
      ...(execArgv ? { execArgv } : {}),
      died: () => {
        if (this.#closed) return;
        const next = this.#start(index);
        this.#workers[index] = next;
        next.warm(this.#loaded.values());
      },
    });
    return handle;
  }

  async #distribute(id: string, module: LoadedModule): Promise<Result<LoadedModule>> {
    const key: ModuleKey = { hash: module.hash, manifestHash: module.manifestHash };
    this.#loaded.set(keyOf(key), { id, key });
    for (const result of await Promise.all(this.#workers.map((worker) => worker.loadModule(id, key))))
      if (!result.ok) return result;
    return ok({ ...module, instantiate: (host, governor) => this.#instantiate(module, key, host, governor) });
  }

  /** @throws KernelError the fault of a component that does not start. */
  async #instantiate(
    module: LoadedModule,
    key: ModuleKey,
    host: SyscallHost,
    governor: FuelGovernor,
  ): Promise<GuestInstance> {
    const worker = this.#leastLoaded();
    const instance = module.decoded.manifest.stateful ? ++this.#instances : undefined;
    const memoryBytes = valueOf(await worker.prepare(key, instance));
    const guest = new RemoteGuest({ key, host, governor, instance, memoryBytes }, () =>
      instance === undefined ? this.#leastLoaded() : worker,
    );
    if (instance !== undefined) this.#forgotten.register(guest, { worker, instance });
    return guest;
  }

  /** Equals take turns. */
  #leastLoaded(): WorkerHandle {
    let best = this.#workers[this.#turn % this.#workers.length]!;
    for (const worker of this.#workers) if (worker.load < best.load) best = worker;
    this.#turn++;
    return best;
  }
}

interface RemoteParts {
  readonly key: ModuleKey;
  readonly host: SyscallHost;
  readonly governor: FuelGovernor;
  readonly instance: number | undefined;
  readonly memoryBytes: number;
}

/** An instance on another thread. A hermetic one is put back, or replaced, over there after every crank. */
class RemoteGuest implements GuestInstance {
  readonly #parts: RemoteParts;
  readonly #place: () => WorkerHandle;
  #memoryBytes: number;
  #fuelUsed = 0;

  constructor(parts: RemoteParts, place: () => WorkerHandle) {
    this.#parts = parts;
    this.#place = place;
    this.#memoryBytes = parts.memoryBytes;
  }

  async handle(envelope: GuestEnvelope): Promise<Result<string>> {
    const { key, host, governor, instance } = this.#parts;
    const outcome = await this.#place().handle(key, instance, envelope, governor.begin(), { host, governor });
    this.#fuelUsed = outcome.fuelUsed;
    this.#memoryBytes = outcome.memoryBytes;
    return outcome.result;
  }

  reset(): boolean {
    return this.#parts.instance === undefined;
  }

  memoryBytes(): number {
    return this.#memoryBytes;
  }

  fuelUsed(): number {
    return this.#fuelUsed;
  }
}
