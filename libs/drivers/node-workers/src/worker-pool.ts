import {
  ok,
  type Eventual,
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
import { WorkerPlace } from './worker-place.ts';

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
  readonly #places: WorkerPlace<WorkerHandle>[] = [];
  /** Versions that are loaded, for threads that replace one that died. */
  readonly #loaded = new Map<string, { readonly id: string; readonly key: ModuleKey }>();
  readonly #forgotten = new FinalizationRegistry<{ readonly worker: WorkerHandle; readonly instance: number }>(
    ({ worker, instance }) => worker.forget(instance),
  );
  #instances = 0;
  #turn = 0;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    for (let i = 0; i < options.workers; i++) this.#places.push(new WorkerPlace((died) => this.#start(died)));
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
    await Promise.all(this.#places.map((place) => place.close()));
  }

  #start(died: () => void): WorkerHandle {
    const { entry, data, execArgv } = this.#options;
    const worker = new WorkerHandle({ entry, data, ...(execArgv ? { execArgv } : {}), died });
    if (this.#loaded.size > 0) worker.warm(this.#loaded.values());
    return worker;
  }

  /** Loads a version on every thread; a place that is empty gets it with its next thread. */
  async #distribute(id: string, module: LoadedModule): Promise<Result<LoadedModule>> {
    const key: ModuleKey = { hash: module.hash, manifestHash: module.manifestHash };
    this.#loaded.set(keyOf(key), { id, key });
    const workers = this.#places.flatMap(({ worker }) => worker ?? []);
    for (const result of await Promise.all(workers.map((worker) => worker.loadModule(id, key))))
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
    const worker = await this.#leastLoaded();
    const instance = module.decoded.manifest.stateful ? ++this.#instances : undefined;
    const memoryBytes = valueOf(await worker.prepare(key, instance));
    const guest = new RemoteGuest({ key, host, governor, instance, memoryBytes }, () =>
      instance === undefined ? this.#leastLoaded() : worker,
    );
    if (instance !== undefined) this.#forgotten.register(guest, { worker, instance });
    return guest;
  }

  /** The thread with the least to do, equals in turns; when there is none, the next one. Rejects when there will be none. */
  #leastLoaded(): Eventual<WorkerHandle> {
    const turn = this.#turn++;
    let best: WorkerHandle | undefined;
    for (let i = 0; i < this.#places.length; i++) {
      const { worker } = this.#places[(turn + i) % this.#places.length]!;
      if (worker && (!best || worker.load < best.load)) best = worker;
    }
    return best ?? Promise.any(this.#places.map((place) => place.filled())).catch(() => this.#nobodyLeft());
  }

  #nobodyLeft(): never {
    throw (
      this.#places.find(({ quarantined }) => quarantined)?.quarantined ?? new Error('The worker threads were ended.')
    );
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
  readonly #place: () => Eventual<WorkerHandle>;
  #memoryBytes: number;
  #fuelUsed = 0;

  constructor(parts: RemoteParts, place: () => Eventual<WorkerHandle>) {
    this.#parts = parts;
    this.#place = place;
    this.#memoryBytes = parts.memoryBytes;
  }

  async handle(envelope: GuestEnvelope): Promise<Result<string>> {
    const { key, host, governor, instance } = this.#parts;
    const worker = await this.#place();
    const outcome = await worker.handle(key, instance, envelope, governor.begin(), { host, governor });
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
