import type { GuestChange, GuestEnvelope, LogLevel, StoredEntry } from '@esta-logic/kernel-boundary';

/** The record `fault` of the WIT package: what crosses the boundary in an `err` result. */
export interface WireFault {
  readonly code: number;
  readonly message: string;
}

/** The resource `collection` as a guest sees it; an `err` result arrives as an exception with the fault in `.payload`. */
export interface GuestCollection {
  read(key: string): string | undefined;
  query(prefix: string, after: string | undefined, limit: number): readonly StoredEntry[];
  write(key: string, value: string): void;
  delete(key: string): void;
  transact(changes: readonly GuestChange[]): void;
}

/** The resource `channel` as a guest sees it. */
export interface GuestChannel {
  send(kind: string, opcode: string, payload: string): string;
  call(opcode: string, payload: string): string;
}

/**
 * The imports of a component, interface by interface (`esta:kernel/db@0.1.0`, …). A service's component imports only
 * the interfaces that its manifest names; the others are absent here.
 */
export interface GuestSyscalls {
  readonly db?: { open(label: string): GuestCollection };
  readonly time?: { now(): bigint };
  readonly ipc?: { open(label: string): GuestChannel };
  readonly audit?: { log(record: string): void };
  readonly log?: { write(level: LogLevel, message: string): void };
}

export type { GuestChange, GuestEnvelope, LogLevel, StoredEntry };
