import type { Reply, Result, SendRequest } from '@esta-logic/kernel-boundary';
import type { InstalledModule, JsonObject, LogReport } from '@esta-logic/client';

/** What the API needs of a kernel: `libs/kernel` satisfies it, and so does the in-memory one of the route tests. */
export interface KernelPort {
  send(request: SendRequest): Promise<Reply>;
  /** Resolves once everything that the message caused is committed or dead-lettered. */
  settled(messageId: string): Promise<unknown>;
  install(manifest: unknown, wasm: Uint8Array): Promise<Result<InstalledModule>>;
  modules(): readonly object[];
  processes(): readonly object[];
  verifyLog(): Promise<LogReport>;
  stop(): Promise<void>;
}

/** A kernel's own record as the plain JSON object that goes over the wire. */
export const plain = (records: readonly object[]): readonly JsonObject[] => records as readonly JsonObject[];
