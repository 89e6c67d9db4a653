import type { CapabilityEngine, CapabilityNode } from '@esta-logic/capability-engine';
import type {
  Clock,
  Eventual,
  Fault,
  KernelObserver,
  MessageType,
  Result,
  StoredEntry,
  SyscallName,
} from '@esta-logic/kernel-boundary';

import type { CallTape } from './call-tape.ts';

/** A collection as one crank sees it: a snapshot and the crank's own writes. */
export interface CollectionPort {
  read(key: string): Eventual<Result<string | undefined>>;
  query(prefix: string, after: string | undefined, limit: number): Eventual<Result<readonly StoredEntry[]>>;
  write(key: string, value: string): Eventual<Result<void>>;
  delete(key: string): Eventual<Result<void>>;
}

/** The crank that the process is in: where a system call's effects go until they commit. */
export interface CrankPort {
  /** Where every call is taken down. */
  readonly tape: CallTape;
  readonly tenantId: string;
  /** Collections that were opened, by the path of the capability: a guest reads and writes few of them often. */
  readonly collections: Map<string, CollectionPort>;
  collection(service: string, name: string): CollectionPort;
  /** Puts a message into the outbox, once there is a place for it; the result is its id. */
  send(target: string, type: MessageType, opcode: string, payload: string): Eventual<Result<string>>;
  /**
   * Puts an Event into the outbox for every other module that takes its opcode as one, without waiting for places. The
   * result is a JSON list with what became of each; a broadcast that has no place in the outbox sends nothing.
   */
  broadcast(opcode: string, payload: string): Result<string>;
  /** Sends a request and waits for its reply; the callee commits on its own. */
  call(target: string, opcode: string, payload: string): Promise<Result<string>>;
  /** Adds a compliance record, whose JSON has so many characters, to what the log says of the crank. */
  audit(record: unknown, characters: number): Result<void>;
  /** Makes the crank fail whatever the guest answers: a call that had to be all or nothing was neither. */
  poison(fault: Fault): void;
  /** Notes that a call was refused: a security decision, logged however the crank ends. */
  denied(syscall: SyscallName, fault: Fault): void;
}

/** What the system calls of one process work with. */
export interface SyscallEnvironment {
  /** Owner of the CSpace. */
  readonly process: string;
  readonly module: string;
  readonly capabilities: CapabilityEngine;
  readonly clock: Clock;
  /** Undefined outside a crank, for example while the module starts. */
  readonly crank: () => CrankPort | undefined;
  readonly observe: KernelObserver;
}

/** A call that passed its checks. */
export interface Granted {
  readonly node: CapabilityNode;
  readonly crank: CrankPort;
}
