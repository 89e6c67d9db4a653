import type { GuestChange, Result, StoredEntry, SyscallName } from '@esta-logic/kernel-boundary';

/** An argument of a system call as `SyscallHost` takes it. */
export type CallArgument = string | number | undefined | readonly GuestChange[];
/** What a system call gives back when it succeeds: a text, a slot, an instant, a page of entries, or nothing. */
export type CallValue = string | number | bigint | undefined | readonly StoredEntry[];

/**
 * How far a call came before its crank ended: the guest `received` the result; the host had `finished`, and the guest was
 * ended before it received it; or the host's answer was still `pending`.
 */
export type CallState = 'received' | 'finished' | 'pending';

/** One system call of a crank. */
export interface RecordedCall {
  readonly syscall: SyscallName;
  readonly args: readonly CallArgument[];
  readonly state: CallState;
  /** Undefined exactly while it is pending. */
  readonly result: Result<CallValue> | undefined;
}

/** `changes`: pairs of key and value; `optional`: a text that may be left out. */
export type ArgumentShape = 'text' | 'number' | 'optional' | 'changes';
/** `entries`: pairs of key and value; `optional`: a text or nothing; `instant`: whole milliseconds since the epoch. */
export type ValueShape = 'nothing' | 'text' | 'number' | 'optional' | 'instant' | 'entries';

export interface CallShape {
  readonly args: readonly ArgumentShape[];
  readonly value: ValueShape;
}

/** What each call takes, in the order of the parameters of `SyscallHost`, and gives. */
export const CALL_SHAPES: Readonly<Record<SyscallName, CallShape>> = {
  'sys.db.open': { args: ['text'], value: 'number' },
  'sys.db.read': { args: ['number', 'text'], value: 'optional' },
  'sys.db.query': { args: ['number', 'text', 'optional', 'number'], value: 'entries' },
  'sys.db.write': { args: ['number', 'text', 'text'], value: 'nothing' },
  'sys.db.delete': { args: ['number', 'text'], value: 'nothing' },
  'sys.db.transact': { args: ['number', 'changes'], value: 'nothing' },
  'sys.time.now': { args: [], value: 'instant' },
  'sys.ipc.open': { args: ['text'], value: 'number' },
  'sys.ipc.send': { args: ['number', 'text', 'text', 'text'], value: 'text' },
  'sys.ipc.call': { args: ['number', 'text', 'text'], value: 'text' },
  'sys.audit.log': { args: ['text'], value: 'nothing' },
  'sys.log.write': { args: ['text', 'text'], value: 'nothing' },
};
