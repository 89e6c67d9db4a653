import type { IPCMessage, Reply } from '@esta-logic/kernel-boundary';

/** A message without its payload value: the payload travels as JSON text, parsed once for validation and never again. */
export type Envelope = Omit<IPCMessage, 'payload'>;

/** An accepted message on its way to a process. */
export interface Delivery {
  readonly envelope: Envelope;
  /** JSON that matched the opcode's schema. */
  readonly payload: string;
  /** Modules that wait for this message, outermost first: what a call cycle is found by. */
  readonly callers: readonly string[];
  /** Key of its durable mailbox record, removed by the crank that consumes it. */
  readonly storedKey: string | undefined;
  /** Monotonic milliseconds after which it must not be delivered any more; Infinity without a time to live. */
  readonly expiresAt: number;
  /** Monotonic milliseconds after which nobody wants the reply, and the work for it is ended. */
  readonly deadline?: number | undefined;
  /** The numbered stream of clients that it belongs to. */
  readonly stream?: string | undefined;
  /** Called exactly once: with the reply, and what its JSON says when that is known already, or with the fault that ended it. */
  readonly settle: (reply: Reply<string>, value?: unknown) => void;
}
