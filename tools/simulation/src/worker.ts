import type { Delivery, Lanes, Mailbox } from '@esta-logic/ipc-router';

/** What a simulated guest does next. */
export type Act =
  | { readonly kind: 'work'; readonly milliseconds: number }
  | { readonly kind: 'send'; readonly target: string }
  | { readonly kind: 'call'; readonly target: string };

/** One message in hand. */
export interface SimulatedCrank {
  readonly delivery: Delivery;
  readonly acts: Act[];
  /** Milliseconds of work until its next act. */
  work: number;
  readonly outbox: { readonly mailbox: Mailbox; readonly delivery: Delivery }[];
  /** Messages sent so far, for their names. */
  sent: number;
}

/** A process of a module's pool. */
export interface Worker {
  readonly id: string;
  readonly module: Pool;
  crank: SimulatedCrank | undefined;
  /** The call that it waits for. */
  call: Delivery | undefined;
}

/** A module: its processes behind one mailbox. */
export interface Pool {
  readonly name: string;
  readonly mailbox: Mailbox;
  readonly lanes: Lanes;
  readonly workers: Worker[];
  suspended: boolean;
}
