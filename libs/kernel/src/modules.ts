import type { CapabilityEngine } from '@esta-logic/capability-engine';
import type { IpcRouter } from '@esta-logic/ipc-router';
import {
  decodeManifest,
  fail,
  ok,
  unwrap,
  type CrashPoint,
  type Fault,
  type KernelObserver,
  type LoadedModule,
  type ModuleLoader,
  type ModuleManifest,
  type ModulePin,
  type Result,
} from '@esta-logic/kernel-boundary';
import type { Scheduler } from '@esta-logic/scheduler';
import { moduleKey, type Store } from '@esta-logic/storage';
import type { Committer } from './committer.ts';
import { checkRequests, grantEvent, grantRequests } from './grants.ts';
import { hashDigits, type LogEvent } from './log-event.ts';
import { ModulePool } from './pool.ts';
import { Process, type Pool } from './process.ts';
import type { ProcessControl } from './process-control.ts';
import type { ProcessRegistry } from './process-registry.ts';
import type { Resources } from './resources.ts';
import { Trial } from './trial.ts';

export interface ModuleInfo {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
  readonly state: 'running' | 'refused';
  readonly fault?: { readonly code: number; readonly name: string; readonly message: string };
}

/** Which version the log last said was installed: `k/modules/<id>` = <component pin> " " <manifest pin>. */
const loggedVersion = ({ hash, manifestHash, decoded }: LoadedModule): [{ key: string; value: string }] => [
  { key: moduleKey(decoded.manifest.id), value: `${hash} ${manifestHash}` },
];

export interface ModulesParts {
  readonly loader: ModuleLoader;
  readonly router: IpcRouter;
  readonly capabilities: CapabilityEngine;
  readonly scheduler: Scheduler;
  readonly registry: ProcessRegistry;
  readonly resources: Resources;
  /** Makes a process ready for its next message when there is time. */
  readonly prepare: (process: Process) => void;
  readonly observe: KernelObserver;
  /** Whether cranks can be run twice. */
  readonly lockstep: boolean;
  readonly reached: CrashPoint;
  readonly store: () => Store;
  readonly committer: () => Committer;
  readonly control: () => ProcessControl;
}

/** The modules of a kernel: loaded, granted what they asked for, given an endpoint and a process, or refused. */
export class Modules {
  readonly #parts: ModulesParts;
  readonly #infos = new Map<string, ModuleInfo>();

  constructor(parts: ModulesParts) {
    this.#parts = parts;
  }

  all(): readonly ModuleInfo[] {
    return [...this.#infos.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Checks, pins and adopts a component. Faults: invalid-manifest, forbidden-import, invalid-component, storage-failed. */
  async install(manifest: unknown, component: Uint8Array): Promise<Result<ModulePin>> {
    const decoded = decodeManifest(manifest);
    if (!decoded.ok) return decoded;
    const allowed = this.#check(decoded.value.manifest);
    if (!allowed.ok) return allowed;
    const installed = await this.#pinAndAdopt(manifest, component);
    if (!installed.ok) this.#withdraw(decoded.value.manifest.id);
    return installed;
  }

  async #pinAndAdopt(manifest: unknown, component: Uint8Array): Promise<Result<ModulePin>> {
    const installed = await this.#parts.loader.install(manifest, component);
    if (!installed.ok) return installed;
    this.#parts.reached('pinned');
    const module = await this.#parts.loader.load(installed.value.module);
    if (!module.ok) return module;
    const noted = this.#parts.committer().note(this.#installed(module.value), loggedVersion(module.value));
    if (!noted.ok) return noted;
    await noted.value.durable;
    this.adopt(module.value);
    return installed;
  }

  /** Gives a process the version back that it ran before, pinned as it was. Faults: those of pinning, storage-failed. */
  async rollBack(process: Process, fault: Fault): Promise<Result<void>> {
    const { pool } = process;
    const previous = pool.trial!.previous;
    pool.trial = undefined;
    const pinned = await this.#parts.loader.pin(previous);
    if (!pinned.ok) return pinned;
    const { module } = process;
    const noted = this.#parts.committer().note(
      [
        {
          kind: 'module.refused',
          module: process.name,
          hash: hashDigits(module.hash),
          outcome: fault.code,
          what: `Version ${module.decoded.manifest.version} failed and gives way to ${previous.decoded.manifest.version}. ${fault.message}`,
        },
        ...this.#installed(previous),
      ],
      loggedVersion(previous),
    );
    if (!noted.ok) return noted;
    await noted.value.durable;
    this.adopt(previous);
    pool.trial = undefined;
    this.#parts.observe({
      kind: 'module.rolled-back',
      module: process.name,
      from: module.hash,
      to: previous.hash,
      fault,
    });
    return ok(undefined);
  }

  async #known(module: LoadedModule): Promise<LoadedModule> {
    const reading = this.#parts.store().begin();
    const [{ key, value }] = loggedVersion(module);
    const logged = await reading.get(key);
    reading.discard();
    if (logged !== value) {
      const noted = unwrap(this.#parts.committer().note(this.#installed(module), [{ key, value }]));
      await noted.durable;
    }
    return module;
  }

  /** What the log says of a version that begins to run. */
  #installed({ hash, manifestHash, decoded: { manifest } }: LoadedModule): LogEvent[] {
    const replaced = this.#infos.get(manifest.id);
    return [
      {
        kind: 'module.installed',
        module: manifest.id,
        version: manifest.version,
        hash: hashDigits(hash),
        manifestHash: hashDigits(manifestHash),
        ...(replaced && replaced.hash !== hash ? { replaces: hashDigits(replaced.hash) } : {}),
      },
      ...manifest.requiredCapabilities.map((request) => grantEvent(manifest.id, request)),
    ];
  }

  /**
   * Loads a pinned module; one that is refused stays addressable, and answers with the reason. A version of which the log
   * does not know (the machine died between pinning and noting it, or somebody changed the pins) is noted before it runs.
   */
  async load(pin: ModulePin): Promise<LoadedModule | undefined> {
    const loaded = await this.#parts.loader.load(pin.module);
    const allowed = loaded.ok ? this.#check(loaded.value.decoded.manifest) : loaded;
    if (loaded.ok && allowed.ok) return this.#known(loaded.value);
    const { fault } = allowed as Extract<typeof allowed, { ok: false }>;
    this.#parts.router.refuse(pin.module, fault);
    this.#infos.set(pin.module, { id: pin.module, version: pin.version, hash: pin.hash, state: 'refused', fault });
    this.#parts.observe({ kind: 'module.refused', module: pin.module, fault });
    const noted = this.#parts.committer().note([
      {
        kind: 'module.refused',
        module: pin.module,
        hash: hashDigits(pin.hash),
        outcome: fault.code,
        what: fault.message,
      },
    ]);
    if (noted.ok) await noted.value.durable;
    return undefined;
  }

  /** Gives a module its endpoint and its first process, or gives its running processes the new version. */
  adopt(module: LoadedModule): void {
    const { id, version } = module.decoded.manifest;
    const mailbox = this.#parts.router.open(id, module.decoded);
    const existing = this.#parts.registry.poolOf(id);
    if (existing) {
      // One that has not shown that it works is nothing to go back to.
      existing.trial = new Trial(existing.trial?.previous ?? existing.processes[0]!.module);
      for (const process of existing.processes) {
        process.next = module;
        if (process.instance) this.#parts.prepare(process);
      }
    } else this.#parts.control().settleIn(this.#spawn(new ModulePool<Process>(mailbox), module));
    if (existing?.closed) this.#parts.router.shut(id, existing.closed);
    this.#infos.set(id, { id, version, hash: module.hash, state: 'running' });
    this.#parts.observe({ kind: 'module.loaded', module: id, version, hash: module.hash });
  }

  /** Starts a new process of the module of one that was stopped. */
  startAgain({ pool, next, module }: Process): void {
    this.#parts.registry.leave(pool, 'all');
    this.#spawn(pool, next ?? module);
  }

  /** Starts a further process of a module. */
  startBeside({ processes }: Pool): Process {
    const { pool, next, module } = processes[0]!;
    return this.#spawn(pool, next ?? module);
  }

  #check(manifest: ModuleManifest): Result<void> {
    return manifest.lockstep && !this.#parts.lockstep
      ? fail('invalid-manifest', `${manifest.id} asks for lockstep, and this kernel was composed without a second run.`)
      : this.#claim(manifest);
  }

  /** Faults: invalid-manifest, quota-exceeded. */
  #claim(manifest: ModuleManifest): Result<void> {
    const allowed = checkRequests(manifest);
    return allowed.ok ? this.#parts.resources.admit(manifest) : allowed;
  }

  /** A version was not installed after all: what is set aside for its module is what it had before. */
  #withdraw(id: string): void {
    const { registry, resources } = this.#parts;
    const running = registry.of(id)?.module.decoded.manifest;
    if (running) resources.admit(running);
    else resources.release(id);
  }

  #spawn(pool: Pool, module: LoadedModule): Process {
    const { registry, scheduler, capabilities } = this.#parts;
    const process = new Process(pool.nextId(module.decoded.manifest.id), module, pool);
    registry.enter(process);
    unwrap(scheduler.add(process.id, process.priority, process.name));
    grantRequests(capabilities, process);
    return process;
  }
}
