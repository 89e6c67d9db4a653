import type { Fault, GuestInstance, LoadedModule, ProcessPriority, Reply } from '@esta-logic/kernel-boundary';
import type { Delivery, Mailbox } from '@esta-logic/ipc-router';
import type { CrankRecord } from '@esta-logic/journal';
import type { Action } from '@esta-logic/supervisor';
import type { Crank, CrankSurroundings } from './crank.ts';
import type { Call } from './crank-view.ts';
import type { ProcessGovernor } from './fuel-governor.ts';
import type { ModulePool } from './pool.ts';

/** The processes of one module. */
export type Pool = ModulePool<Process>;

/** A running component: one instance, at most one crank at a time; its mailbox is that of its pool. */
export class Process {
  readonly id: string;
  readonly pool: Pool;
  module: LoadedModule;
  /** A newly installed version, which takes over before the next crank. */
  next: LoadedModule | undefined;
  /** Undefined until the next crank needs one; `use` sets it. */
  instance: GuestInstance | undefined;
  /** The instance's memory is that of its last crank, and goes back to its post-start image before the next. */
  #soiled = false;
  /** What the instance's memory has seen since its post-start image. */
  memory: CrankRecord['instance'] = { cranks: 0 };
  governor: ProcessGovernor | undefined;
  /** What its cranks run under, as text; made anew when its module or its capabilities change. */
  terms: string | undefined;
  crank: Crank | undefined;
  /** How its cranks meet the rest of the kernel: the same for all of them. */
  surroundings: CrankSurroundings | undefined;
  /** Why the crank in hand ends at the guest's next safe point. */
  mustEnd: Fault | undefined;
  /** Answers the call that the guest waits for, before its callee does. */
  interrupt: ((reply: Reply<string>) => void) | undefined;
  /** The call whose answer the guest waits for. */
  call: Call | undefined;
  /** The message whose crank is under way, or stands still. */
  inHand: Delivery | undefined;
  /** Called when a crank has ended and the next has not begun. */
  onIdle: (() => void) | undefined;
  /** Why it must be recovered before it goes on, and how. */
  failure: { readonly fault: Fault; readonly action: Action | 'roll-back' } | undefined;
  /** How many cranks in a row have used up their budget. */
  spentInARow = 0;
  cranks = 0;
  faults = 0;
  busyMilliseconds = 0;

  constructor(id: string, module: LoadedModule, pool: Pool) {
    this.id = id;
    this.module = module;
    this.pool = pool;
  }

  get mailbox(): Mailbox {
    return this.pool.mailbox;
  }

  /** Why its module takes no messages. */
  get closed(): Fault | undefined {
    return this.pool.closed;
  }

  get name(): string {
    return this.module.decoded.manifest.id;
  }

  get stateful(): boolean {
    return this.module.decoded.manifest.stateful === true;
  }

  get priority(): ProcessPriority {
    return this.module.decoded.manifest.priority;
  }

  /** Takes an instance whose memory is as it was when its start had ended. */
  use(instance: GuestInstance, governor: ProcessGovernor): void {
    this.instance = instance;
    this.governor = governor;
    this.memory = { cranks: 0 };
    this.#soiled = false;
  }

  /** Whether its next crank finds an instance of the newest version that is as it must be. */
  get ready(): boolean {
    return this.instance !== undefined && !this.#soiled && this.next === undefined;
  }

  /** After a crank: the instance is kept, a hermetic one to be put back, or thrown away. */
  settleInstance(keep: boolean): void {
    if (!keep) this.instance = undefined;
    this.#soiled = keep && !this.stateful;
  }

  /** Before a crank: a hermetic instance goes back to its post-start image, or is thrown away when it cannot. */
  cleanInstance(): void {
    if (this.#soiled && this.instance?.reset() === false) this.instance = undefined;
    this.#soiled = false;
  }

  /** Memory that is kept has seen the crank that was sealed under this number. */
  remember(seq: number): void {
    if (this.instance && this.stateful) this.memory = { cranks: this.memory.cranks + 1, before: seq };
  }

  /** A run is not recorded: memory that is kept would have seen what no record tells. */
  forget(): void {
    if (this.stateful) this.instance = undefined;
  }
}
