import type { SyscallHost } from '@esta-logic/kernel-boundary';
import { auditLog } from './audit-log.ts';
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

/** The system calls of one process, in the shape that the loader binds to a component. */
export function createSyscallHost(env: SyscallEnvironment): SyscallHost {
  return {
    dbOpen: (label) => dbOpen(env, label),
    dbRead: (slot, key) => dbRead(env, slot, key),
    dbQuery: (slot, prefix, after, limit) => dbQuery(env, slot, prefix, after, limit),
    dbWrite: (slot, key, value) => dbWrite(env, slot, key, value),
    dbDelete: (slot, key) => dbDelete(env, slot, key),
    dbTransact: (slot, changes) => dbTransact(env, slot, changes),
    timeNow: () => timeNow(env),
    ipcOpen: (label) => ipcOpen(env, label),
    ipcSend: (slot, kind, opcode, payload) => ipcSend(env, slot, kind, opcode, payload),
    ipcCall: (slot, opcode, payload) => ipcCall(env, slot, opcode, payload),
    auditLog: (record) => auditLog(env, record),
    logWrite: (level, message) => logWrite(env, level, message),
    // A dropped handle is only a number that the guest forgot: the capability stays in the process's CSpace.
    drop: () => undefined,
  };
}
