import {
  encodeKeyChain,
  keyInUse,
  openLog,
  verifyLog,
  type AuditLog,
  type AuditRecord,
  type KeyChain,
  type LogHead,
  type LogReport,
} from '@esta-logic/audit-log';
import { CapabilityEngine } from '@esta-logic/capability-engine';
import { IpcRouter, type Delivery, type BucketRate } from '@esta-logic/ipc-router';
import {
  ABI_VERSION,
  decodeSendRequest,
  faultOf,
  KernelError,
  ok,
  unwrap,
  type BroadcastReply,
  type BroadcastRequest,
  type Clock,
  type CrashPoint,
  type Digest,
  type Entropy,
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
import { JournalCheck, JournalWriter, problemOfState } from '@esta-logic/journal';
import type { HostResources, TenantUsage, Usage } from '@esta-logic/resource-manager';
import { Scheduler } from '@esta-logic/scheduler';
import { AUDIT_LOG_KEYS, auditKey, LOG_KEYS_KEY, metaKey, openStore, type Store } from '@esta-logic/storage';
import { Answers } from './answers.ts';
import { runPhases } from './boot.ts';
import { ClientSends } from './client-sends.ts';
import { Committer } from './committer.ts';
import { lateFault } from './deadlines.ts';
import { Dispatch } from './dispatch.ts';
import { deliver, type DeliveryParts } from './deliver.ts';
import { ExpiryTimer } from './expiry-timer.ts';
import {
  discardDeadLetter,
  findDeadLetter,
  listDeadLetters,
  retryDeadLetter,
  type DeadLetter,
} from './dead-letters.ts';
import { failUndelivered } from './fail-undelivered.ts';
import { QUANTUM, QUANTUM_ELSEWHERE } from './fuel-governor.ts';
import { Identity, traceIdOfRoot } from './identity.ts';
import { instantiate } from './instances.ts';
import { Lockstep, type SecondRun } from './lockstep.ts';
import { Modules, type ModuleInfo } from './modules.ts';
import { Post } from './post.ts';
import type { Process } from './process.ts';
import { GRACE_MILLISECONDS, ProcessControl, STANDINGS_KEY } from './process-control.ts';
import { ProcessRegistry } from './process-registry.ts';
import { countStored, restoreMailboxes } from './restore-mailboxes.ts';
import { Resources, usageOf } from './resources.ts';
import { RunLoop } from './run-loop.ts';
import { Settlement } from './settlement.ts';
import { Supervision } from './supervision.ts';
import { termsOf } from './terms.ts';
import { WallClock } from './wall-clock.ts';

/** The powers a kernel runs on. It has no others. */
export interface KernelOptions {
  readonly provider: StorageProvider;
  readonly loader: ModuleLoader;
  readonly clock: Clock;
  readonly loop: HostLoop;
  readonly digest: Digest;
  /** For the secret of the audit log, once in the life of a store. */
  readonly entropy: Entropy;
  readonly observe?: KernelObserver;
  /**
   * How many guests run at a time (1). More than one only with a loader that runs them on other threads: a guest on the
   * kernel's own thread holds up all others.
   */
  readonly cores?: number;
  /** What all modules may claim together: a manifest that asks for more than is left is refused. Not bounded without it. */
  readonly host?: HostResources;
  /** What each tenant may send from outside; not bounded without it. */
  readonly tenantRate?: BucketRate;
  /** Without one, modules that ask for lockstep are refused. `@esta-logic/replay` has one. */
  readonly secondRun?: SecondRun;
  /** For tests and drills: told where the kernel is, so that it can be ended there. */
  readonly crashPoint?: CrashPoint;
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
  readonly handles: number;
  /** What it used in the last full second. */
  readonly lastSecond: Usage;
}

/** What exists once the core phases of a boot are done. */
interface System {
  readonly store: Store;
  readonly log: AuditLog;
  readonly committer: Committer;
  readonly identity: Identity;
  readonly post: Post;
  readonly sends: ClientSends;
  readonly parts: DeliveryParts;
  readonly control: ProcessControl;
  readonly expiry: ExpiryTimer;
}

/** The part of a mailbox that one sender may fill: the others always find a place in the rest. */
const SENDER_SHARE = 7 / 8;

type KernelState = 'created' | 'booting' | 'ready' | 'stopping' | 'stopped';

/** The microkernel: it boots, admits messages, runs cranks and commits them. */
export class Kernel {
  readonly #options: KernelOptions;
  readonly #observe: KernelObserver;
  readonly #reached: CrashPoint;
  readonly #capabilities = new CapabilityEngine();
  readonly #router = new IpcRouter({ senderShare: SENDER_SHARE });
  readonly #settlement = new Settlement(() => this.#system?.control.parked() ?? 0);
  readonly #scheduler: Scheduler;
  readonly #runLoop: RunLoop;
  readonly #dispatch: Dispatch;
  readonly #supervision: Supervision;
  readonly #processes = new ProcessRegistry();
  readonly #resources: Resources;
  readonly #modules: Modules;
  #system: System | undefined;
  #state: KernelState = 'created';
  /** Messages from outside are admitted. */
  #accepting = false;

  constructor(options: KernelOptions) {
    this.#options = options;
    const { observe, clock, loop } = options;
    this.#observe = observe ?? (() => undefined);
    this.#reached = options.crashPoint ?? (() => undefined);
    this.#scheduler = new Scheduler({
      cores: options.cores ?? 1,
      ...(observe ? { onTransition: (transition) => observe({ kind: 'process.state', ...transition }) } : {}),
    });
    this.#runLoop = new RunLoop({
      scheduler: this.#scheduler,
      clock,
      host: loop,
      start: (id) => void this.#dispatch.run(this.#processes.byId(id)!),
    });
    this.#dispatch = new Dispatch({
      scheduler: this.#scheduler,
      runLoop: this.#runLoop,
      registry: this.#processes,
      clock,
      cores: options.cores ?? 1,
      deliver: (process, delivery) => deliver(this.#running().parts, process, delivery),
      recover: (process, failure) => this.#supervision.recover(process, failure),
      spawn: (pool) => this.#modules.startBeside(pool),
      refuseQueued: (process, fault) => this.#running().control.refuseQueued(process, fault),
    });
    this.#supervision = new Supervision({
      clock,
      runLoop: this.#runLoop,
      capabilities: this.#capabilities,
      loader: options.loader,
      committer: () => this.#running().committer,
      control: () => this.#running().control,
      rollBack: (process, fault) => this.#modules.rollBack(process, fault),
    });
    this.#resources = new Resources({
      clock,
      loop,
      registry: this.#processes,
      capabilities: this.#capabilities,
      control: () => this.#running().control,
      poke: (pool) => this.#dispatch.poke(pool),
      host: options.host,
    });
    this.#modules = new Modules({
      loader: options.loader,
      router: this.#router,
      capabilities: this.#capabilities,
      scheduler: this.#scheduler,
      registry: this.#processes,
      resources: this.#resources,
      observe: this.#observe,
      lockstep: options.secondRun !== undefined,
      reached: this.#reached,
      store: () => this.#running().store,
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
          const { provider, digest, entropy } = this.#options;
          log = await openLog({ digest, entropy, keys: AUDIT_LOG_KEYS, store: provider });
        },
        'core services': async () => {
          this.#system = await this.#compose(store, log);
        },
        'system modules': async () => {
          for (const pin of installed) {
            const module = await this.#modules.load(pin);
            if (module?.decoded.manifest.ring === 1) this.#modules.adopt(module);
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
          for (const module of loaded) this.#modules.adopt(module);
          const { post, committer, control } = this.#running();
          await restoreMailboxes({ store, post, committer, observe: this.#observe, reached: this.#reached });
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
    const closed = this.#closed();
    if (closed !== undefined) return { ok: false, error: faultOf('not-ready', closed), messageId: '' };
    const { reply, value } = await this.#running().sends.send(request);
    if (!reply.ok) return reply;
    const payload = (value === undefined ? JSON.parse(reply.payload) : value) as T;
    return { ok: true, payload, messageId: reply.messageId };
  }

  /**
   * Sends an Event to every module that takes the opcode as one; resolves with how it ended for each, in the order of
   * their names. One that is refused changes nothing for the others.
   */
  broadcast(request: BroadcastRequest): Promise<readonly BroadcastReply[]> {
    const sendTo = async (target: string): Promise<BroadcastReply> => ({
      target,
      reply: await this.send({ ...request, type: 'Event', target }),
    });
    return Promise.all(this.#router.listeners(request.opcode).map(sendTo));
  }

  #closed(): string | undefined {
    return this.#accepting ? undefined : `The kernel is ${this.#state} and takes no messages.`;
  }

  /** Resolves when everything that a sent message caused, or everything in a trace, is committed or has failed. */
  settled(messageOrTraceId: string): Promise<void> {
    return this.#settlement.settled(traceIdOfRoot(messageOrTraceId) ?? messageOrTraceId);
  }

  /** Resolves when no message is queued or being handled. */
  drained(): Promise<void> {
    return this.#settlement.drained();
  }

  /**
   * Installs a component under its manifest, or replaces the version that is installed; the new one runs from the
   * next message on. Faults: invalid-manifest, forbidden-import, invalid-component, storage-failed.
   */
  install(manifest: unknown, component: Uint8Array): Promise<Result<ModulePin>> {
    return this.#modules.install(manifest, component);
  }

  modules(): readonly ModuleInfo[] {
    return this.#modules.all();
  }

  processes(): readonly ProcessInfo[] {
    return this.#processes.all().map((process) => this.#infoOf(process));
  }

  /** What each tenant used, in the last full second and since this boot. */
  tenants(): readonly TenantUsage[] {
    return this.#resources.tenants();
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
      handles: this.#capabilities.list(process.id).length,
      lastSecond: this.#resources.lastSecond(process.id),
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

  /** The size and the root of the audit log with everything in it durable: what a document can say it was made after. */
  async logHead(): Promise<LogHead> {
    const { store, log } = this.#running();
    await store.flush();
    return log.head();
  }

  /** What is stored, to be read: everything that was acknowledged is in it. */
  async records(): Promise<Pick<StorageProvider, 'get' | 'scan'>> {
    await this.#running().store.flush();
    return this.#options.provider;
  }

  /** Names the key that signs the log's checkpoints from now on, and records that it does. Fault: storage-failed. */
  async setLogKeys(chain: KeyChain): Promise<Result<void>> {
    const note = chain.notes.at(-1);
    const noted = this.#running().committer.note(
      [{ kind: 'log.key', key: keyInUse(chain), ...(note === undefined ? {} : { note }) }],
      [{ key: LOG_KEYS_KEY, value: encodeKeyChain(chain) }],
    );
    if (!noted.ok) return noted;
    await noted.value.durable;
    return ok(undefined);
  }

  /** Reads the whole audit log and checks every link of it, the journal against it, and the state against the journal. */
  async verifyLog(): Promise<LogReport> {
    await this.#running().store.flush();
    const { provider, digest, loop } = this.#options;
    const turn = (): Promise<void> => loop.turn();
    const crank = new JournalCheck(provider, digest).problemOf;
    const report = await verifyLog({ digest, keys: AUDIT_LOG_KEYS, store: provider, crank, turn });
    if (!report.ok) return report;
    const state = await problemOfState(provider, report.entries, turn);
    const what = state.ok ? state.value : state.fault.message;
    return what === undefined
      ? report
      : { ...report, ok: false, problem: { seq: report.entries, kind: 'state', what } };
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
      this.#system.sends.stop();
      this.#system.control.strandHeld();
      this.#system.expiry.stop();
      this.#resources.stop();
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

  async #compose(store: Store, log: AuditLog): Promise<System> {
    const { clock, digest, secondRun } = this.#options;
    const terms = (process: Process): string => (process.terms ??= termsOf(process, this.#capabilities));
    const wallClock = new WallClock(clock, await lastAttested(store, log));
    const answers = new Answers();
    await answers.restore(store);
    const committer = new Committer({
      store,
      log,
      journal: new JournalWriter(digest),
      wallClock,
      answers,
      terms,
    });
    const epoch = await this.#nextEpoch(store, committer);
    const identity = new Identity(epoch);
    const post = new Post({
      router: this.#router,
      identity,
      settlement: this.#settlement,
      clock,
      wallClock,
      loop: this.#options.loop,
      arrived: (target) => this.#arrived(target),
      overflowed: (delivery) => this.#overflowed(delivery),
    });
    const instanceParts = {
      capabilities: this.#capabilities,
      runLoop: this.#runLoop,
      clock,
      observe: this.#observe,
      quantum: (this.#options.cores ?? 1) > 1 ? QUANTUM_ELSEWHERE : QUANTUM,
    };
    const parts: DeliveryParts = {
      store,
      committer,
      answers,
      wallClock,
      router: this.#router,
      post,
      identity,
      clock,
      observe: this.#observe,
      reached: this.#reached,
      instantiate: (process) => instantiate(instanceParts, process),
      calls: (process, call) => this.#dispatch.calls(process, call),
      waiter: (process) => (begin) => this.#dispatch.wait(process, begin),
      lockstep: secondRun && new Lockstep(secondRun, terms),
      charged: (process, crank, fuel) => this.#resources.charge(process.id, crank.tenantId, usageOf(crank, fuel)),
      crankFailed: (process, fault) => this.#supervision.crankFailed(process, fault),
      crankPassed: (process) => this.#supervision.crankPassed(process),
    };
    const sends = new ClientSends({
      router: this.#router,
      registry: this.#processes,
      clock,
      wallClock,
      loop: this.#options.loop,
      observe: this.#observe,
      reached: this.#reached,
      identity,
      post,
      committer,
      closed: () => this.#closed(),
      tenantRate: this.#options.tenantRate,
    });
    const control = await this.#composeControl(store, committer);
    const expiry = this.#composeExpiry(committer);
    return { store, log, committer, identity, post, sends, parts, control, expiry };
  }

  #composeExpiry(committer: Committer): ExpiryTimer {
    const { clock, loop } = this.#options;
    const over = (delivery: Delivery): void => {
      failUndelivered({ committer, observe: this.#observe }, delivery, lateFault(delivery, clock.monotonic())!);
    };
    return new ExpiryTimer({ expiries: this.#router.expiries, clock, loop, over });
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
        poke: (pool) => this.#dispatch.poke(pool),
        startAgain: (stopped) => this.#modules.startAgain(stopped),
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

  #arrived(target: string): void {
    this.#dispatch.arrived(target);
    this.#running().expiry.look();
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
}

const EPOCH_KEY = metaKey('epoch');

/** When the last record was made, in milliseconds since the epoch; 0 in an empty log. */
async function lastAttested(store: Store, log: AuditLog): Promise<number> {
  if (log.size === 0) return 0;
  const reading = store.begin();
  const record = await reading.get(auditKey(log.size - 1));
  reading.discard();
  return record === undefined ? 0 : Date.parse((JSON.parse(record) as AuditRecord).time);
}
