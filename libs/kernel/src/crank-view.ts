import type { Delivery, Mailbox } from '@esta-logic/ipc-router';

/** A crank as those see it who send or record for it. */
export interface CrankView {
  readonly id: string;
  /** Id of its process. */
  readonly process: string;
  readonly module: string;
  readonly tenantId: string;
  /** The message in hand. */
  readonly delivery: Delivery;
}

/** A message whose answer a process waits for. */
export type Call = Pick<Delivery, 'envelope' | 'stream'>;

/** A message with a reserved place in its target's mailbox. It is pushed there, or the place is released. */
export interface OutgoingMessage {
  /** Who has its credit back when it has ended. */
  readonly sender: string;
  readonly delivery: Omit<Delivery, 'settle' | 'storedKey'>;
  readonly mailbox: Mailbox;
}
