import { openLog, verifyLog, type AuditLog, type LogReport } from '@esta-logic/audit-log';
import { CapabilityEngine } from '@esta-logic/capability-engine';
import { IpcRouter, type Admission, type Delivery } from '@esta-logic/ipc-router';
import {
  ABI_VERSION,
  CLIENT_SOURCE,
  decodeManifest,
  decodeSendRequest,
  fail,
  faultOf,
  KernelError,
  MESSAGE_SCHEMA_VERSION,
  ok,
  unwrap,
  type Clock,
  type Digest,
  type Fault,
  type HostLoop,
  type KernelObserver,
  type LoadedModule,
  type ModuleLoader,
  type ModulePin,
  type Reply,
  type Result,
  type SendRequest,
  type StorageProvider,
} from '@esta-logic/kernel-boundary';
import { Scheduler } from '@esta-logic/scheduler';
import { AUDIT_LOG_KEYS, metaKey, openStore, type Store } from '@esta-logic/storage';
import { createSyscallHost } from '@esta-logic/syscalls';
import { runPhases } from './boot.ts';
import { Committer } from './committer.ts';
import type { WaitBegin } from './crank.ts';
import { isOverdue, overdueFault, watchDeadline } from './deadlines.ts';
import { deliver, type DeliveryParts } from './deliver.ts';
import {
  discardDeadLetter,
  findDeadLetter,
  listDeadLetters,
  retryDeadLetter,
  type DeadLetter,
} from './dead-letters.ts';
import { ProcessGovernor } from './fuel-governor.ts';
import { failUndelivered } from './fail-undelivered.ts';
import { checkRequests, grantEvent, grantRequests } from './grants.ts';
import { hashDigits } from './log-event.ts';
import { Identity, traceIdOfRoot } from './identity.ts';
import { admitWhenRoom, mayWaitForPlace, PLACE_MILLISECONDS } from './place-wait.ts';
import { Post } from './post.ts';
import { Process } from './process.ts';
import { GRACE_MILLISECONDS, ProcessControl, STANDINGS_KEY } from './process-control.ts';
import { ProcessRegistry } from './process-registry.ts';
import { countStored, restoreMailboxes } from './restore-mailboxes.ts';
import { RunLoop } from './run-loop.ts';
import { Settlement } from './settlement.ts';
import { Supervision } from './supervision.ts';

/** The powers a kernel runs on. It has no others. */
export interface KernelOptions {
  readonly provider: StorageProvider;
  readonly loader: ModuleLoader;
  readonly clock: Clock;
  readonly loop: HostLoop;
  readonly digest: Digest;
  readonly observe?: KernelObserver;
}

export interface ModuleInfo {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
  readonly state: 'running' | 'refused';
  readonly fault?: { readonly code: number; readonly name: string; readonly message: string };
}

export interface ProcessInfo {
  readonly id: string;
  readonly module: string;
  readonly version: string;
  readonly priority: string;
  readonly state: string;
  readonly mailbox: number;
  readonly cranks: number;
  readonly faults: number;
  readonly busyMilliseconds: number;
  readonly memoryBytes: number;
}

/** What exists once the core phases of a boot are done. */
interface System {
  readonly store: Store;
  readonly log: AuditLog;
  readonly committer: Committer;
  readonly identity: Identity;
  readonly post: Post;
  readonly parts: DeliveryParts;
  readonly control: ProcessControl;
}

type KernelState = 'created' | 'booting' | 'ready' | 'stopping' | 'stopped';

/** The microkernel: it boots, admits messages, runs cranks and commits them. */
export class Kernel {
  readonly #options: KernelOptions;
  readonly #observe: KernelObserver;
  readonly #capabilities = new CapabilityEngine();
  readonly #router = new IpcRouter();
  readonly #settlement = new Settlement(() => this.#system?.control.parked() ?? 0);
  readonly #scheduler: Scheduler;
  readonly #runLoop: RunLoop;
  readonly #supervision: Supervision;
  readonly #processes = new ProcessRegistry();
  readonly #modules = new Map<string, ModuleInfo>();
  #system: System | undefined;
  #state: KernelState = 'created';
  /** Messages from outside are admitted. */
  #accepting = false;

  constructor(options: KernelOptions) {
    this.#options = options;
    const { observe, clock, loop } = options;
    this.#observe = observe ?? (() => undefined);
    this.#scheduler = new Scheduler({
      cores: 1,
      ...(observe ? { onTransition: (transition) => observe({ kind: 'process.state', ...transition }) } : {}),
    });
    this.#runLoop = new RunLoop({
      scheduler: this.#scheduler,
      clock,
      host: loop,
      start: (id) => void this.#runNext(this.#processes.byId(id)!),
    });
    this.#supervision = new Supervision({
      clock,
      runLoop: this.#runLoop,
      capabilities: this.#capabilities,
      loader: options.loader,
      committer: () => this.#running().committer,
      control: () => this.#running().control,
    });
  }

  get state(): KernelState {
    return this.#state;
  }

  /** Boots in phases. @throws KernelError boot-failed or the phase's own code. */
  async boot(): Promise<void> {
    if (this.#state !== 'created')
      throw new KernelError(faultOf('state-refused', `This kernel is ${this.#state}; a kernel boots once.`));
    this.#state = 'booting';
    const { loader, clock } = this.#options;
    let store!: Store;
    let log!: AuditLog;
    let installed: readonly ModulePin[] = [];
    const loaded: LoadedModule[] = [];
    await runPhases(
      {
        core: async () => {
          store = await openStore({ provider: this.#options.provider, loop: this.#options.loop });
        },
        configuration: async () => {
          installed = unwrap(await loader.installed());
        },
        security: async () => {
          log = openLog({
            digest: this.#options.digest,
            keys: AUDIT_LOG_KEYS,
            head: await this.#options.provider.get(AUDIT_LOG_KEYS.head),
          });
        },
        'core services': async () => {
          this.#system = await this.#compose(store, log);
        },
        'system modules': async () => {
          for (const pin of installed) {
            const module = await this.#load(pin);
            if (module?.decoded.manifest.ring === 1) this.#adopt(module);
            else if (module) loaded.push(module);
          }
        },
        'health monitoring': () => {
          if (store.failure) throw new KernelError(store.failure);
        },
        'API gateway': () => {
          this.#accepting = true;
        },
        'user modules': async () => {
          for (const module of loaded) this.#adopt(module);
          const { post, committer, control } = this.#running();
          await restoreMailboxes(store, post, committer, this.#observe);
          control.closeQuarantined();
          // Nobody is answered from a state in which what an earlier boot acknowledged has happened only in part.
          await this.#settlement.drained();
        },
      },
      clock,
      this.#observe,
    );
    this.#state = 'ready';
  }

  /**
   * Sends a message and waits for its reply; the reply comes when the crank is durable. Never throws: a failure is a
   * reply with a fault.
   */
  async send<T = unknown>(request: SendRequest): Promise<Reply<T>> {
    const decoded = decodeSendRequest(request);
    if (!decoded.ok) return { ok: false, error: decoded.fault, messageId: '' };
    if (!this.#accepting)
      return {
        ok: false,
        error: faultOf('not-ready', `The kernel is ${this.#state} and takes no messages.`),
        messageId: '',
      };
    const reply = await this.#dispatch(request);
    return reply.ok ? { ...reply, payload: JSON.parse(reply.payload) as T } : reply;
  }

  /** Resolves when everything that a sent message caused is committed or has failed. */
  settled(messageId: string): Promise<void> {
    const traceId = traceIdOfRoot(messageId);
    return traceId === undefined ? Promise.resolve() : this.#settlement.settled(traceId);
  }

  /** Resolves when no message is queued or being handled. */
  drained(): Promise<void> {
    return this.#settlement.drained();
  }

  /**
   * Installs a component under its manifest, or replaces the version that is installed; the new one runs from the
   * next message on. Faults: invalid-manifest, forbidden-import, invalid-component, storage-failed.
   */
  async install(manifest: unknown, component: Uint8Array): Promise<Result<ModulePin>> {
    const decoded = decodeManifest(manifest);
    if (!decoded.ok) return decoded;
    const allowed = checkRequests(decoded.value.manifest);
    if (!allowed.ok) return allowed;
    const installed = await this.#options.loader.install(manifest, component);
    if (!installed.ok) return installed;
    const module = await this.#options.loader.load(installed.value.module);
    if (!module.ok) return module;
    const { id, version, requiredCapabilities } = decoded.value.manifest;
    const noted = this.#running().committer.note([
      { kind: 'module.installed', module: id, version, hash: hashDigits(installed.value.hash) },
      ...requiredCapabilities.map((request) => grantEvent(id, request)),
    ]);
    if (!noted.ok) return noted;
    await noted.value.durable;
    this.#adopt(module.value);
    return installed;
  }

  modules(): readonly ModuleInfo[] {
    return [...this.#modules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  processes(): readonly ProcessInfo[] {
    return this.#processes.all().map((process) => this.#infoOf(process));
  }

  #infoOf(process: Process): ProcessInfo {
    return {
      id: process.id,
      module: process.name,
      version: process.module.decoded.manifest.version,
      priority: process.priority,
      state: this.#scheduler.stateOf(process.id) ?? 'completed',
      mailbox: process.mailbox.length,
      cranks: process.cranks,
      faults: process.faults,
      busyMilliseconds: process.busyMilliseconds,
      memoryBytes: process.instance?.memoryBytes() ?? 0,
    };
  }

  /**
   * Stops a process at its next safe point; its messages wait in its mailbox until it is resumed, also over a restart
   * of the kernel. `process`: its id or the name of its module. Faults: not-found, state-refused, storage-failed.
   */
  async suspend(process: string): Promise<Result<ProcessInfo>> {
    return this.#infoOfResult(await this.#running().control.suspend(process));
  }

  /** Lets a suspended or quarantined process go on where it stood, or starts a stopped one again. Faults: as `suspend`. */
  async resume(process: string): Promise<Result<ProcessInfo>> {
    return this.#infoOfResult(await this.#running().control.resume(process));
  }

  /**
   * Ends a process: queued messages fail, the message in hand has a grace period and is then ended at the guest's next
   * safe point. Its module answers with a fault until it is resumed. Faults: as `suspend`.
   */
  async terminate(process: string, graceMilliseconds: number = GRACE_MILLISECONDS): Promise<Result<ProcessInfo>> {
    return this.#infoOfResult(await this.#running().control.terminate(process, graceMilliseconds));
  }

  #infoOfResult(result: Result<Process>): Result<ProcessInfo> {
    return result.ok ? ok(this.#infoOf(result.value)) : result;
  }

  /** Dead letters in the order in which they died: at most `limit`, behind the one numbered `after`. */
  deadLetters(limit = 100, after?: number): Promise<readonly DeadLetter[]> {
    return listDeadLetters(this.#running().store, limit, after);
  }

  /** One dead letter. Fault: not-found. */
  deadLetter(seq: number): Promise<Result<DeadLetter>> {
    return findDeadLetter(this.#running().store, seq);
  }

  /** Gives a dead letter back to its target; resolves when it is accepted, not when it is handled. Faults: not-found, and why it is not accepted. */
  retryDeadLetter(seq: number): Promise<Result<DeadLetter>> {
    return retryDeadLetter({ ...this.#running(), router: this.#router }, seq);
  }

  /** Forgets a dead letter; the log keeps that it was there. Fault: not-found. */
  discardDeadLetter(seq: number): Promise<Result<DeadLetter>> {
    return discardDeadLetter({ ...this.#running(), router: this.#router }, seq);
  }

  /** Reads the whole audit log and checks every link of it. */
  async verifyLog(): Promise<LogReport> {
    await this.#running().store.flush();
    const { provider, digest, loop } = this.#options;
    return verifyLog({
      digest,
      keys: AUDIT_LOG_KEYS,
      get: (key) => provider.get(key),
      scan: (range) => provider.scan(range),
      turn: () => loop.turn(),
    });
  }

  /** What is going on: every figure is 0 when nothing is. */
  load(): {
    readonly running: number;
    readonly ready: number;
    readonly queued: number;
    readonly reserved: number;
    readonly open: number;
  } {
    const { running, ready } = this.#scheduler.load();
    return { running, ready, ...this.#router.load(), open: this.#settlement.open };
  }

  /** Takes no more messages, finishes what is under way, flushes and closes the store. */
  async stop(): Promise<void> {
    if (this.#state === 'stopping' || this.#state === 'stopped') return;
    this.#state = 'stopping';
    this.#accepting = false;
    if (this.#system) {
      this.#system.control.strandHeld();
      if (!this.#system.store.failure) await this.#settlement.drained();
      for (const { id } of this.#processes.all()) this.#scheduler.remove(id, this.#options.clock.monotonic());
      await this.#system.store.close();
    }
    this.#state = 'stopped';
    this.#observe({ kind: 'kernel.stopped' });
  }

  #running(): System {
    if (!this.#system) throw new KernelError(faultOf('not-ready', `The kernel is ${this.#state}; boot it first.`));
    return this.#system;
  }

  #dispatch(request: SendRequest): Promise<Reply<string>> {
    const { type, target, opcode, payload, deadlineMs, ttlMs } = request;
    const admit = (): Result<Admission> =>
      this.#accepting
        ? this.#router.admit({ source: CLIENT_SOURCE, target, type, opcode, callers: [] }, { value: payload })
        : fail('not-ready', `The kernel is ${this.#state} and takes no messages.`);
    const admitted = admit();
    if (!mayWaitForPlace(this.#router, admitted, target, [])) return this.#accept(request, admitted);
    const from = this.#options.clock.monotonic();
    return new Promise((resolve) => {
      admitWhenRoom(
        this.#router,
        this.#options.loop,
        target,
        Math.min(deadlineMs ?? ttlMs ?? PLACE_MILLISECONDS, PLACE_MILLISECONDS),
        admit,
        (later) => resolve(this.#accept(request, later, this.#options.clock.monotonic() - from)),
      );
    });
  }

  /** `waited`: milliseconds that the sender was kept waiting for a place. */
  #accept(request: SendRequest, admitted: Result<Admission>, waited = 0): Promise<Reply<string>> {
    const { identity, post, committer } = this.#running();
    const { type, target, opcode, deadlineMs } = request;
    const { messageId, trace } = identity.nextRoot();
    if (!admitted.ok) {
      this.#observe({ kind: 'message.refused', target, opcode, fault: admitted.fault });
      return Promise.resolve({ ok: false, error: admitted.fault, messageId });
    }
    const { clock, loop } = this.#options;
    const left = deadlineMs === undefined ? undefined : Math.max(0, deadlineMs - waited);
    const deadline = left === undefined ? undefined : clock.monotonic() + left;
    const expiresAt = request.ttlMs === undefined ? Infinity : clock.monotonic() + request.ttlMs;
    const envelope = {
      type,
      source: CLIENT_SOURCE,
      target,
      opcode,
      metadata: { ...metadataOf(request), messageId, trace, timestamp: new Date(clock.now()).toISOString() },
    };
    this.#observe({ kind: 'message.accepted', messageId, target, opcode });
    return new Promise((resolve) => {
      const watch =
        left === undefined
          ? undefined
          : watchDeadline(
              { clock, loop, registry: this.#processes, committer, observe: this.#observe },
              target,
              messageId,
              left,
              resolve,
            );
      const settle = (reply: Reply<string>): void => {
        watch?.();
        resolve(reply);
      };
      post.dispatch(
        {
          mailbox: admitted.value.mailbox,
          delivery: { envelope, payload: admitted.value.payload, callers: [], expiresAt, deadline },
        },
        settle,
      );
    });
  }

  async #compose(store: Store, log: AuditLog): Promise<System> {
    const { clock, digest } = this.#options;
    const committer = new Committer({ store, log, clock, digest });
    const epoch = await this.#nextEpoch(store, committer);
    const identity = new Identity(epoch);
    const post = new Post({
      router: this.#router,
      identity,
      settlement: this.#settlement,
      clock,
      loop: this.#options.loop,
      arrived: (target) => this.#arrived(target),
      overflowed: (delivery) => this.#overflowed(delivery),
    });
    const parts: DeliveryParts = {
      store,
      committer,
      router: this.#router,
      post,
      identity,
      clock,
      observe: this.#observe,
      instantiate: (process) => this.#instantiate(process),
      waiter: (process) => (begin) => this.#wait(process, begin),
      crankFailed: (process, fault) => this.#supervision.crankFailed(process, fault),
    };
    return { store, log, committer, identity, post, parts, control: await this.#composeControl(store, committer) };
  }

  async #composeControl(store: Store, committer: Committer): Promise<ProcessControl> {
    const reading = store.begin();
    const standings = await reading.get(STANDINGS_KEY);
    reading.discard();
    return new ProcessControl(
      {
        registry: this.#processes,
        runLoop: this.#runLoop,
        router: this.#router,
        capabilities: this.#capabilities,
        committer,
        loop: this.#options.loop,
        observe: this.#observe,
        startAgain: ({ id, name, next, module, mailbox }) =>
          this.#spawn(new Process(processId(name, ordinalOf(id) + 1), next ?? module, mailbox)),
        stateOf: ({ id }) => this.#scheduler.stateOf(id) ?? 'completed',
        changed: () => this.#settlement.recheck(),
        forgive: (module) => this.#supervision.forgive(module),
      },
      standings,
    );
  }

  /** A mailbox had no place for a message and its manifest says that one is dropped. */
  #overflowed(delivery: Delivery): void {
    const { committer } = this.#running();
    failUndelivered(
      { committer, observe: this.#observe },
      delivery,
      faultOf(
        'mailbox-full',
        `The mailbox of ${delivery.envelope.target} was full, and this message was dropped from it; retry later.`,
      ),
    );
  }

  /** Why the guest goes no further at its safe point. */
  #mustEnd(process: Process): Fault | undefined {
    if (process.mustEnd ?? process.crank?.poisoned) return process.mustEnd ?? process.crank?.poisoned;
    const { inHand } = process;
    if (!inHand || !isOverdue(inHand, this.#options.clock.monotonic())) return undefined;
    const fault = overdueFault(inHand.envelope);
    process.crank?.poison(fault);
    return fault;
  }

  #arrived(target: string): void {
    const process = this.#processes.of(target);
    if (process?.closed) this.#running().control.refuseQueued(process, process.closed);
    else if (process) this.#runLoop.ready(process.id);
    this.#settlement.recheck();
  }

  /** Counts the boots of a data directory, durably, and logs this one. */
  async #nextEpoch(store: Store, committer: Committer): Promise<number> {
    const reading = store.begin();
    const epoch = Number((await reading.get(EPOCH_KEY)) ?? '0') + 1;
    reading.discard();
    const noted = unwrap(
      committer.note(
        [{ kind: 'boot', version: ABI_VERSION, recovered: await countStored(store) }],
        [{ key: EPOCH_KEY, value: String(epoch) }],
      ),
    );
    await noted.durable;
    return epoch;
  }

  /** Loads a pinned module; one that is refused stays addressable, and answers with the reason. */
  async #load(pin: ModulePin): Promise<LoadedModule | undefined> {
    const loaded = await this.#options.loader.load(pin.module);
    const allowed = loaded.ok ? checkRequests(loaded.value.decoded.manifest) : loaded;
    if (loaded.ok && allowed.ok) return loaded.value;
    const { fault } = allowed as Extract<typeof allowed, { ok: false }>;
    this.#router.refuse(pin.module, fault);
    this.#modules.set(pin.module, { id: pin.module, version: pin.version, hash: pin.hash, state: 'refused', fault });
    this.#observe({ kind: 'module.refused', module: pin.module, fault });
    const noted = this.#running().committer.note([
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

  /** Gives a module its endpoint and its process, or gives its running process the new version. */
  #adopt(module: LoadedModule): void {
    const { id, version } = module.decoded.manifest;
    const mailbox = this.#router.open(id, module.decoded);
    const existing = this.#processes.of(id);
    if (existing) existing.next = module;
    else {
      const process = new Process(processId(id, 1), module, mailbox);
      this.#spawn(process);
      this.#running().control.settleIn(process);
    }
    if (existing?.closed) this.#router.shut(id, existing.closed);
    this.#modules.set(id, { id, version, hash: module.hash, state: 'running' });
    this.#observe({ kind: 'module.loaded', module: id, version, hash: module.hash });
  }

  #spawn(process: Process): void {
    this.#processes.enter(process);
    unwrap(this.#scheduler.add(process.id, process.priority));
    grantRequests(this.#capabilities, process.id, process.module.decoded.manifest.requiredCapabilities);
  }

  async #instantiate(process: Process): Promise<Result<void>> {
    if (process.next) {
      process.module = process.next;
      process.next = undefined;
      process.instance = undefined;
      grantRequests(this.#capabilities, process.id, process.module.decoded.manifest.requiredCapabilities);
    }
    if (process.instance) return ok(undefined);
    const host = createSyscallHost({
      process: process.id,
      module: process.name,
      capabilities: this.#capabilities,
      clock: this.#options.clock,
      observe: this.#observe,
      crank: () => process.crank,
    });
    try {
      process.instance = await process.module.instantiate(
        host,
        new ProcessGovernor(
          process.id,
          this.#runLoop,
          () => process.module.decoded.manifest,
          () => this.#mustEnd(process),
        ),
      );
      return ok(undefined);
    } catch (cause) {
      return cause instanceof KernelError
        ? { ok: false, fault: cause.fault }
        : fail('trap', `The module ${process.name} could not be started: ${String(cause)}`);
    }
  }

  #wait(process: Process, begin: WaitBegin): Promise<Reply<string>> {
    return new Promise((resolve) => {
      const wake = (reply: Reply<string>): void => {
        if (process.interrupt !== wake) return;
        process.interrupt = undefined;
        this.#runLoop.unblock(process.id, () => resolve(reply));
      };
      process.interrupt = wake;
      begin(wake);
      this.#runLoop.block(process.id);
    });
  }

  async #runNext(process: Process): Promise<void> {
    const delivery = process.mailbox.take();
    process.inHand = delivery;
    if (delivery) await deliver(this.#running().parts, process, delivery);
    process.inHand = undefined;
    process.onIdle?.();
    if (process.failure) return this.#supervision.recover(process, process.failure);
    this.#runLoop.finished(process.id, process.mailbox.length > 0);
  }
}

const EPOCH_KEY = metaKey('epoch');

/** The processes of a module are numbered from 1; one that is started again after it was stopped gets the next number. */
const processId = (module: string, ordinal: number): string => `${module}#${ordinal}`;
const ordinalOf = (id: string): number => Number(id.slice(id.lastIndexOf('#') + 1));

function metadataOf({
  priority = 'normal',
  ttlMs,
  deadlineMs,
  tenantId,
  delivery,
  idempotencyKey,
  correlationId,
}: SendRequest) {
  return {
    priority,
    schemaVersion: MESSAGE_SCHEMA_VERSION,
    ...(ttlMs === undefined ? {} : { ttlMs }),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(delivery === undefined ? {} : { delivery }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}
