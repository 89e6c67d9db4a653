import { Lanes, type Delivery, type Mailbox } from '@esta-logic/ipc-router';
import { LIMITS, type Fault, type LoadedModule } from '@esta-logic/kernel-boundary';
import type { Trial } from './trial.ts';

/** What a pool knows of its processes. */
interface Pooled {
  readonly module: LoadedModule;
  /** The message whose crank is under way, or stands still. */
  readonly inHand: Delivery | undefined;
}

/**
 * The processes of a module behind its one mailbox. A further one is started when all of them wait for answers and a
 * message could start, so that a call that takes long does not hold up the module.
 */
export class ModulePool<Process extends Pooled> {
  readonly mailbox: Mailbox;
  readonly lanes = new Lanes();
  /** In the order in which they were started. */
  processes: Process[] = [];
  /** Since the module was replaced by another version, until that one has shown that it works. */
  trial: Trial | undefined;
  /** Why the module takes no messages. */
  closed: Fault | undefined;
  /** Runs its crank again because another one changed what it had read; until it is done, nobody else begins one. */
  alone: Process | undefined;
  /** It used more than its limits in a second: monotonic milliseconds until which it makes up for that. */
  throttledUntil = -Infinity;
  #started = 0;

  constructor(mailbox: Mailbox) {
    this.mailbox = mailbox;
  }

  /** How many processes the module may have: what its manifest says, and one if it keeps its memory. */
  get size(): number {
    const { stateful, limits } = this.processes[0]!.module.decoded.manifest;
    return stateful ? 1 : (limits?.processes ?? LIMITS.processesPerModule.value);
  }

  get mayGrow(): boolean {
    return this.alone === undefined && this.processes.length < this.size;
  }

  /** The name of the next process: they are numbered from 1, and a number is never given twice. */
  nextId(module: string): string {
    return `${module}#${++this.#started}`;
  }

  /** Whether a queued message may be taken in hand beside those that are. */
  readonly mayStart = (delivery: Delivery): boolean => this.lanes.mayStart(delivery);

  /** The process that has a message in hand. */
  holderOf({ envelope }: Pick<Delivery, 'envelope'>): Process | undefined {
    const { messageId } = envelope.metadata;
    return this.processes.find(({ inHand }) => inHand?.envelope.metadata.messageId === messageId);
  }
}
