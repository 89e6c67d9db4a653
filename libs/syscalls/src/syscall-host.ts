import { ok, type Result, type SyscallHost } from '@esta-logic/kernel-boundary';
import { auditLog } from './audit-log.ts';
import { CallTape } from './call-tape.ts';
import type { SyscallEnvironment } from './crank-port.ts';
import { dbDelete } from './db-delete.ts';
import { dbOpen } from './db-open.ts';
import { dbQuery } from './db-query.ts';
import { dbRead } from './db-read.ts';
import { dbTransact } from './db-transact.ts';
import { dbWrite } from './db-write.ts';
import { ipcCall } from './ipc-call.ts';
import { ipcOpen } from './ipc-open.ts';
import { ipcSend } from './ipc-send.ts';
import { logWrite } from './log-write.ts';
import { timeNow } from './time-now.ts';

const NOTHING: Result<void> = ok(undefined);

/**
 * The system calls of one process, in the shape that the loader binds to a component. Every call passes here, and is taken
 * down on the tape of its crank, also one that is refused; a call outside of a crank is refused and leaves no trace.
 */
export function createSyscallHost(env: SyscallEnvironment): SyscallHost {
  const tape = (): CallTape => env.crank()?.tape ?? new CallTape(() => undefined);
  return {
    dbOpen: (label) => {
      const calls = tape();
      return calls.settle(calls.begin('sys.db.open', [label]) ?? dbOpen(env, label));
    },
    dbRead: (slot, key) => {
      const calls = tape();
      return calls.settle(calls.begin('sys.db.read', [slot, key]) ?? dbRead(env, slot, key));
    },
    dbQuery: (slot, prefix, after, limit) => {
      const calls = tape();
      return calls.settle(
        calls.begin('sys.db.query', [slot, prefix, after, limit]) ?? dbQuery(env, slot, prefix, after, limit),
      );
    },
    dbWrite: (slot, key, value) => {
      const calls = tape();
      return calls.settle(calls.begin('sys.db.write', [slot, key, value]) ?? dbWrite(env, slot, key, value));
    },
    dbDelete: (slot, key) => {
      const calls = tape();
      return calls.settle(calls.begin('sys.db.delete', [slot, key]) ?? dbDelete(env, slot, key));
    },
    dbTransact: (slot, changes) => {
      const calls = tape();
      return calls.settle(calls.begin('sys.db.transact', [slot, changes]) ?? dbTransact(env, slot, changes));
    },
    timeNow: () => {
      const calls = tape();
      return calls.settle(calls.begin('sys.time.now', []) ?? timeNow(env));
    },
    ipcOpen: (label) => {
      const calls = tape();
      return calls.settle(calls.begin('sys.ipc.open', [label]) ?? ipcOpen(env, label));
    },
    ipcSend: (slot, kind, opcode, payload) => {
      const calls = tape();
      return calls.settle(
        calls.begin('sys.ipc.send', [slot, kind, opcode, payload]) ?? ipcSend(env, slot, kind, opcode, payload),
      );
    },
    ipcCall: (slot, opcode, payload) => {
      const calls = tape();
      return calls.settle(calls.begin('sys.ipc.call', [slot, opcode, payload]) ?? ipcCall(env, slot, opcode, payload));
    },
    auditLog: (record) => {
      const calls = tape();
      return calls.settle(calls.begin('sys.audit.log', [record]) ?? auditLog(env, record));
    },
    logWrite: (level, message) => {
      const calls = tape();
      if (!calls.begin('sys.log.write', [level, message])) logWrite(env, level, message);
      void calls.settle(NOTHING);
    },
    // A dropped handle is only a number that the guest forgot: the capability stays in the process's CSpace.
    drop: () => undefined,
  };
}
