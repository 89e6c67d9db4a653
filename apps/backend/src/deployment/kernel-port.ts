import type { Fault, IPCMessage, Reply, Result, SendRequest, StorageProvider } from '@esta-logic/kernel-boundary';
import type { HostSettings, InstalledModule, InstallPlan, JsonObject, LogReport } from '@esta-logic/client';
import type { Proofs } from './proofs.ts';

/** What the API needs of a kernel: `libs/kernel` satisfies it, and so does the in-memory one of the route tests. */
export interface KernelPort {
  send(request: SendRequest): Promise<Reply>;
  /** Resolves once everything that the message caused, or everything in a trace, is committed or dead-lettered. */
  settled(messageOrTraceId: string): Promise<unknown>;
  install(manifest: unknown, wasm: Uint8Array): Promise<Result<InstalledModule>>;
  /**
   * What installing would change, tried on so many of the newest cranks of the version that it would replace. A kernel of
   * the past has none: nothing is installed there.
   */
  planInstall?(manifest: unknown, wasm: Uint8Array, cranks?: number): Promise<Result<InstallPlan>>;
  /** What the data directory proves to strangers; a kernel of the past proves nothing. */
  readonly proofs?: Proofs;
  /** What is stored, to be read; not of a kernel of the past, which keeps nothing. */
  records?(): Promise<Pick<StorageProvider, 'get' | 'scan'>>;
  modules(): readonly object[];
  processes(): readonly object[];
  /** What bounds all modules and tenants together, and what the modules claim of it. */
  settings(): HostSettings;
  /** Stops a process where it stands; its id or the name of its module. */
  suspend(process: string): Promise<Result<object>>;
  resume(process: string): Promise<Result<object>>;
  /** Ends a process. */
  terminate(process: string): Promise<Result<object>>;
  /** In the order in which they died, behind the one numbered `after`. */
  deadLetters(limit: number, after?: number): Promise<readonly StoredLetter[]>;
  deadLetter(seq: number): Promise<Result<StoredLetter>>;
  retryDeadLetter(seq: number): Promise<Result<StoredLetter>>;
  discardDeadLetter(seq: number): Promise<Result<StoredLetter>>;
  /** The newest state of the audit log. */
  logHead(): Promise<{ readonly size: number; readonly root: string }>;
  verifyLog(): Promise<LogReport>;
  stop(): Promise<void>;
}

/** A message that could not be handled, as the kernel keeps it. */
export interface StoredLetter {
  readonly seq: number;
  readonly envelope: Omit<IPCMessage, 'payload'>;
  /** JSON. */
  readonly payload: string;
  readonly fault: Fault;
}

/** A kernel's own record as the plain JSON object that goes over the wire. */
export const plain = (records: readonly object[]): readonly JsonObject[] => records as readonly JsonObject[];
