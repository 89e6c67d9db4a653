import type { BROADCAST_TARGET } from '@esta-logic/kernel-boundary';
import type { GuestChannel, GuestCollection, GuestSyscalls, LogLevel } from '../guest-syscalls.ts';
import { ServiceFault } from '../service-fault.ts';
import type { CrankState } from './crank-state.ts';
import { type GrantedRights, refuseCall } from './granted-rights.ts';

const BROADCAST: typeof BROADCAST_TARGET = 'broadcast';

/** A message that left with a crank. */
export interface SentMessage {
  readonly target: string;
  readonly type: string;
  readonly opcode: string;
  readonly payload: unknown;
}

/** What one crank has gathered and will keep only if it succeeds; log lines are kept always. */
export interface CrankRecord {
  readonly state: CrankState;
  readonly outbox: SentMessage[];
  readonly audit: object[];
  readonly logs: { readonly level: LogLevel; readonly text: string }[];
}

/** What stands for the rest of the system. */
export interface Surroundings {
  readonly now: () => number;
  /** Answers a `call`: returns the reply, or throws (`fault(…)`) to refuse. */
  readonly answer: (target: string, opcode: string, payload: unknown) => unknown;
}

/** The system calls of one crank, with the kernel's checks: every call presents a grant that carries its right. */
export function testSyscalls(rights: GrantedRights, crank: CrankRecord, around: Surroundings): Required<GuestSyscalls> {
  return {
    db: { open: (label) => collection(rights, crank.state, label) },
    ipc: { open: (label) => channel(rights, crank, around, label) },
    time: {
      now: () => {
        rights.anyOf('clock', 'read');
        return BigInt(around.now());
      },
    },
    audit: {
      log: (record) => {
        rights.anyOf('audit', 'write');
        const value: unknown = JSON.parse(record);
        if (typeof value !== 'object' || value === null || Array.isArray(value))
          refuseCall('invalid-argument', 'An audit record must be a JSON object.');
        crank.audit.push(value);
      },
    },
    log: { write: (level, text) => void crank.logs.push({ level, text }) },
  };
}

function collection(rights: GrantedRights, state: CrankState, label: string): GuestCollection {
  const grant = rights.labelled(label, 'database');
  const path = grant.resourcePattern;
  const mayChange = (key: string, value: string | undefined): void => {
    if (key === '') refuseCall('invalid-argument', 'A key must not be empty.');
    if (value === undefined) rights.demand(grant, 'delete');
    else if (state.read(path, key) === undefined) rights.demand(grant, 'write', 'create');
    else rights.demand(grant, 'write');
  };
  const put = (key: string, value: string | undefined): void => {
    mayChange(key, value);
    state.put(path, key, value);
  };
  return {
    read: (key) => {
      rights.demand(grant, 'read');
      return state.read(path, key);
    },
    query: (prefix, after, limit) => {
      rights.demand(grant, 'list');
      return state.query(path, prefix, after, limit);
    },
    write: put,
    delete: (key) => put(key, undefined),
    transact: (changes) => {
      for (const { key, value } of changes) mayChange(key, value);
      for (const { key, value } of changes) state.put(path, key, value);
    },
  };
}

function channel(rights: GrantedRights, crank: CrankRecord, around: Surroundings, label: string): GuestChannel {
  const grant = rights.labelled(label, 'channel');
  const target = grant.resourcePattern.split('.', 1)[0]!;
  return {
    send: (type, opcode, payload) => {
      if (type !== 'Command' && type !== 'Event')
        refuseCall('invalid-argument', `send takes a Command or an Event, not "${type}"; use call for a Query.`);
      rights.cover(grant, `${target}.${opcode}`);
      rights.demand(grant, 'write');
      const broadcast = target === BROADCAST;
      if (broadcast && type !== 'Event') refuseCall('invalid-argument', `A broadcast is an Event, not a ${type}.`);
      crank.outbox.push({ target, type, opcode, payload: JSON.parse(payload) });
      // Here nobody else is installed who would hear it.
      if (broadcast) return '[]';
      return `sent-${crank.outbox.length}`;
    },
    call: (opcode, payload) => {
      rights.cover(grant, `${target}.${opcode}`);
      rights.demand(grant, 'execute');
      if (target === BROADCAST) refuseCall('invalid-argument', 'Nobody answers a broadcast; use send with an Event.');
      try {
        return JSON.stringify(around.answer(target, opcode, JSON.parse(payload))) ?? 'null';
      } catch (problem) {
        if (problem instanceof ServiceFault)
          throw Object.assign(new Error(problem.message), {
            payload: { code: problem.code, message: problem.message },
          });
        throw problem;
      }
    },
  };
}
