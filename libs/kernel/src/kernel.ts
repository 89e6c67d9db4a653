import {
  createSalts,
  encodeKeyChain,
  keyInUse,
  openLog,
  verifyLog,
  type AuditLog,
  type KeyChain,
  type LogHead,
  type LogReport,
  type Salts,
} from '@esta-logic/audit-log';
import {
  decodeSendRequest,
  faultOf,
  KernelError,
  ok,
  unwrap,
  type BroadcastReply,
  type BroadcastRequest,
  type LoadedModule,
  type ModulePin,
  type Reply,
  type Result,
  type SendRequest,
  type StorageProvider,
} from '@esta-logic/kernel-boundary';
import { JournalCheck, ListedState, problemOfState } from '@esta-logic/journal';
import type { HostResources, TenantUsage } from '@esta-logic/resource-manager';
import { AUDIT_LOG_KEYS, LOG_KEYS_KEY, openStore, type Store } from '@esta-logic/storage';
import { runPhases } from './boot.ts';
import {
  discardDeadLetter,
  findDeadLetter,
  listDeadLetters,
  retryDeadLetter,
  type DeadLetter,
} from './dead-letters.ts';
import { traceIdOfRoot } from './identity.ts';
import type { KernelOptions } from './kernel-options.ts';
import { assemble, type Machinery } from './machinery.ts';
import type { ModuleInfo } from './modules.ts';
import type { Process } from './process.ts';
import { GRACE_MILLISECONDS } from './process-control.ts';
import { infoOf, type ProcessInfo } from './process-info.ts';
import { restoreMailboxes } from './restore-mailboxes.ts';
import { settingsOfBoot, type Settings, type SettingsOfBoot } from './settings.ts';
import { composeSystem, type System } from './system.ts';

/** The settings that hold, and what the modules claim together. */
export interface SettingsInfo extends Settings {
  readonly claimed: HostResources;
}

type KernelState = 'created' | 'booting' | 'ready' | 'stopping' | 'stopped';

/** The microkernel: it boots, admits messages, runs cranks and commits them. */
export class Kernel {
  readonly #machinery: Machinery;
  #system: System | undefined;
  #settings: Settings = {};
  #state: KernelState = 'created';
  /** Messages from outside are admitted. */
  #accepting = false;

  constructor(options: KernelOptions) {
    this.#machinery = assemble(
      options,
      () => this.#system,
      () => this.#running(),
    );
  }

  get state(): KernelState {
    return this.#state;
  }

  /** Boots in phases. @throws KernelError boot-failed or the phase's own code. */
  async boot(): Promise<void> {
    if (this.#state !== 'created')
      throw new KernelError(faultOf('state-refused', `This kernel is ${this.#state}; a kernel boots once.`));
    this.#state = 'booting';
    const { loader, clock } = this.#machinery.options;
    let store!: Store;
    let log!: AuditLog;
    let salts!: Salts;
    let settings!: SettingsOfBoot;
    let installed: readonly ModulePin[] = [];
    const loaded: LoadedModule[] = [];
    await runPhases(
      {
        core: async () => {
          store = await openStore({ provider: this.#machinery.options.provider, loop: this.#machinery.options.loop });
        },
        configuration: async () => {
          const { digest, settings: change = {} } = this.#machinery.options;
          settings = await settingsOfBoot(store, digest, change);
          this.#settings = settings.settings;
          this.#machinery.resources.bound(this.#settings);
          installed = unwrap(await loader.installed());
        },
        security: async () => {
          const { provider, digest, entropy } = this.#machinery.options;
          salts = createSalts(entropy);
          log = await openLog({ digest, salts, keys: AUDIT_LOG_KEYS, store: provider });
        },
        'core services': async () => {
          this.#system = await composeSystem(this.#machinery, { store, log, salts }, settings, () => this.#closed());
        },
        'system modules': async () => {
          for (const pin of installed) {
            const module = await this.#machinery.modules.load(pin);
            if (module?.decoded.manifest.ring === 1) this.#machinery.modules.adopt(module);
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
          for (const module of loaded) this.#machinery.modules.adopt(module);
          const { post, committer, control } = this.#running();
          await restoreMailboxes({
            store,
            post,
            committer,
            observe: this.#machinery.observe,
            reached: this.#machinery.reached,
          });
          control.closeQuarantined();
          // Nobody is answered from a state in which what an earlier boot acknowledged has happened only in part.
          await this.#machinery.settlement.drained();
        },
      },
      clock,
      this.#machinery.observe,
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
    return Promise.all(this.#machinery.router.listeners(request.opcode).map(sendTo));
  }

  #closed(): string | undefined {
    return this.#accepting ? undefined : `The kernel is ${this.#state} and takes no messages.`;
  }

  /** Resolves when everything that a sent message caused, or everything in a trace, is committed or has failed. */
  settled(messageOrTraceId: string): Promise<void> {
    return this.#machinery.settlement.settled(traceIdOfRoot(messageOrTraceId) ?? messageOrTraceId);
  }

  /** Resolves when no message is queued or being handled. */
  drained(): Promise<void> {
    return this.#machinery.settlement.drained();
  }

  /**
   * Installs a component under its manifest, or replaces the version that is installed; the new one runs from the
   * next message on. Faults: invalid-manifest, forbidden-import, invalid-component, storage-failed.
   */
  install(manifest: unknown, component: Uint8Array): Promise<Result<ModulePin>> {
    return this.#machinery.modules.install(manifest, component);
  }

  modules(): readonly ModuleInfo[] {
    return this.#machinery.modules.all();
  }

  processes(): readonly ProcessInfo[] {
    return this.#machinery.registry.all().map((process) => infoOf(this.#machinery, process));
  }

  /** What bounds all modules and all tenants together, and what the modules claim of it. */
  settings(): SettingsInfo {
    return { ...this.#settings, claimed: this.#machinery.resources.claimed() };
  }

  /** What each tenant used, in the last full second and since this boot. */
  tenants(): readonly TenantUsage[] {
    return this.#machinery.resources.tenants();
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
    return result.ok ? ok(infoOf(this.#machinery, result.value)) : result;
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
    return retryDeadLetter({ ...this.#running(), router: this.#machinery.router }, seq);
  }

  /** Forgets a dead letter; the log keeps that it was there. Fault: not-found. */
  discardDeadLetter(seq: number): Promise<Result<DeadLetter>> {
    return discardDeadLetter({ ...this.#running(), router: this.#machinery.router }, seq);
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
    return this.#machinery.options.provider;
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

  /**
   * Reads the whole audit log and checks every record of it, the journal against it, and everything else that is stored
   * against both.
   */
  async verifyLog(): Promise<LogReport> {
    await this.#running().store.flush();
    const { provider, digest, loop } = this.#machinery.options;
    const turn = (): Promise<void> => loop.turn();
    const crank = new JournalCheck(provider, digest).problemOf;
    const listed = new ListedState();
    const writes = listed.take;
    const report = await verifyLog({ digest, keys: AUDIT_LOG_KEYS, store: provider, crank, writes, turn });
    if (!report.ok) return report;
    const state = await problemOfState(provider, report.entries, turn);
    const what = state.ok
      ? (state.value ?? (await listed.problem(provider, digest, report.entries, turn)))
      : state.fault.message;
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
    const { running, ready } = this.#machinery.scheduler.load();
    return { running, ready, ...this.#machinery.router.load(), open: this.#machinery.settlement.open };
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
      this.#machinery.resources.stop();
      if (!this.#system.store.failure) await this.#machinery.settlement.drained();
      for (const { id } of this.#machinery.registry.all())
        this.#machinery.scheduler.remove(id, this.#machinery.options.clock.monotonic());
      await this.#system.store.close();
    }
    this.#state = 'stopped';
    this.#machinery.observe({ kind: 'kernel.stopped' });
  }

  #running(): System {
    if (!this.#system) throw new KernelError(faultOf('not-ready', `The kernel is ${this.#state}; boot it first.`));
    return this.#system;
  }
}
