import type {
  Eventual,
  GuestChange,
  LogLevel,
  Result,
  Slot,
  StoredEntry,
  SyscallHost,
} from '@esta-logic/kernel-boundary';

/**
 * The system calls of a guest as its JavaScript sees them, over a host that answers at once. An `err` arrives as an
 * exception with the fault in `payload`.
 */
export const guestSyscalls = (host: SyscallHost) => ({
  db: { open: (label: string) => collection(host, given(host.dbOpen(label))) },
  ipc: { open: (label: string) => channel(host, given(host.ipcOpen(label))) },
  time: { now: (): bigint => given(host.timeNow()) },
  audit: { log: (record: string): void => given(host.auditLog(record)) },
  log: { write: (level: LogLevel, message: string): void => host.logWrite(level, message) },
});

const collection = (host: SyscallHost, slot: Slot) => ({
  read: (key: string): string | undefined => given(host.dbRead(slot, key)),
  query: (prefix: string, after: string | undefined, limit: number): readonly StoredEntry[] =>
    given(host.dbQuery(slot, prefix, after, limit)),
  write: (key: string, value: string): void => given(host.dbWrite(slot, key, value)),
  delete: (key: string): void => given(host.dbDelete(slot, key)),
  transact: (changes: readonly GuestChange[]): void => given(host.dbTransact(slot, changes)),
});

const channel = (host: SyscallHost, slot: Slot) => ({
  send: (kind: string, opcode: string, payload: string): string => given(host.ipcSend(slot, kind, opcode, payload)),
  call: (opcode: string, payload: string): string => given(host.ipcCall(slot, opcode, payload)),
});

/** @throws an object with the fault as `payload`. */
function given<T>(answer: Eventual<Result<T>>): T {
  if (answer instanceof Promise) throw new TypeError('a reference gets recorded answers, which are there at once');
  const result = answer as Result<T>;
  if (result.ok) return result.value;
  throw Object.assign(new Error(result.fault.message), { payload: result.fault });
}
