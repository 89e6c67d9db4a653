import type { GuestEnvelope, SyscallHost } from '@esta-logic/kernel-boundary';
import type { CallAccount } from './call-account.ts';
import type { CoreInstances } from './core-instances.ts';

/** What a guest's `handle` came back with: its reply, or what stands in the `err` of its result. */
export type GuestReply =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly payload: unknown };

/** An instance of a component, bound to its process's system calls: by this loader itself, or by jco's glue. */
export interface BoundGuest {
  /** Enters the guest; what it resolves to is for `leave`. Rejects, or throws, when the guest or the host fails. */
  enter(envelope: GuestEnvelope): Promise<unknown>;
  /** The reply, once the guest has returned. Throws when the guest fails here. */
  leave(returned: unknown): GuestReply;
  /** The reply in what `enter` rejected with, for a binding that reports an `err` so; undefined: the guest failed. */
  refusalIn(problem: unknown): GuestReply | undefined;
  /** Whether what the host writes to a memory is marked among its cards. */
  readonly marksWrites: boolean;
  /** A function that puts the state which the binding keeps for the guest (its handles) back to what it is now. */
  snapshot(): () => void;
}

/** A compiled module that can be bound any number of times. */
export interface Binding {
  /** Starts an instance, its core modules in `cores`. Rejects with what went wrong in its start functions or in linking. */
  start(host: SyscallHost, account: CallAccount, cores: CoreInstances): BoundGuest | Promise<BoundGuest>;
}
