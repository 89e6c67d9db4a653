import type { Fault, GuestInstance, LoadedModule, ProcessPriority, Reply } from '@esta-logic/kernel-boundary';
import type { Delivery, Mailbox } from '@esta-logic/ipc-router';
import type { Action } from '@esta-logic/supervisor';
import type { Crank } from './crank.ts';

/** A running component: one instance, one mailbox, at most one crank at a time. */
export class Process {
  readonly id: string;
  readonly mailbox: Mailbox;
  module: LoadedModule;
  /** A newly installed version, which takes over before the next crank. */
  next: LoadedModule | undefined;
  instance: GuestInstance | undefined;
  crank: Crank | undefined;
  /** Why the crank in hand ends at the guest's next safe point. */
  mustEnd: Fault | undefined;
  /** Answers the call that the guest waits for, before its callee does. */
  interrupt: ((reply: Reply<string>) => void) | undefined;
  /** The message whose crank is under way, or stands still. */
  inHand: Delivery | undefined;
  /** Called when a crank has ended and the next has not begun. */
  onIdle: (() => void) | undefined;
  /** Why it must be recovered before it goes on, and how. */
  failure: { readonly fault: Fault; readonly action: Action } | undefined;
  /** Why it takes no messages. */
  closed: Fault | undefined;
  cranks = 0;
  faults = 0;
  busyMilliseconds = 0;

  constructor(id: string, module: LoadedModule, mailbox: Mailbox) {
    this.id = id;
    this.module = module;
    this.mailbox = mailbox;
  }

  get name(): string {
    return this.module.decoded.manifest.id;
  }

  get priority(): ProcessPriority {
    return this.module.decoded.manifest.priority;
  }

  /** After a crank: a hermetic instance goes back to its post-start image, or is thrown away when it cannot. */
  settleInstance(keep: boolean): void {
    if (!keep) this.instance = undefined;
    else if (!this.module.decoded.manifest.stateful && this.instance?.reset() === false) this.instance = undefined;
  }
}
