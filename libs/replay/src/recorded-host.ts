import {
  faultOf,
  KernelError,
  type Fault,
  type GuestChange,
  type LogLevel,
  type Result,
  type Slot,
  type StoredEntry,
  type SyscallHost,
  type SyscallName,
} from '@esta-logic/kernel-boundary';
import { keptArguments, type CallArgument, type RecordedCall } from '@esta-logic/journal';
import { divergenceFault, type Divergence } from './divergence.ts';
import { sameArguments } from './same-value.ts';

/**
 * The system calls of a guest whose crank is replayed: each request is compared with the record at its place and is
 * answered with the recorded result. There is nothing behind it: no store, no clock, no other process.
 */
export class RecordedHost implements SyscallHost {
  /** What the guest has outside of a crank: while the module starts. */
  readonly #outside: SyscallHost;
  readonly #fuelUsed: () => number;
  #calls: readonly RecordedCall[] | undefined;
  #next = 0;
  #divergence: Divergence | undefined;

  /** `fuelUsed`: units that the guest has used in this crank, for the position in a report. */
  constructor(outside: SyscallHost, fuelUsed: () => number) {
    this.#outside = outside;
    this.#fuelUsed = fuelUsed;
  }

  begin(calls: readonly RecordedCall[]): void {
    this.#calls = calls;
    this.#next = 0;
    this.#divergence = undefined;
  }

  /** Ends the crank and says what differed: also a recorded call that was never made. */
  end(): Divergence | undefined {
    const missing = this.#calls?.[this.#next];
    this.#calls = undefined;
    if (this.#divergence || !missing) return this.#divergence;
    return { kind: 'missing', what: missing.syscall, recorded: missing.args, replayed: undefined, call: this.#next };
  }

  dbOpen(label: string): Result<Slot> {
    return this.#calls ? this.#answer('sys.db.open', [label]) : this.#outside.dbOpen(label);
  }

  dbRead(slot: Slot, key: string): ReturnType<SyscallHost['dbRead']> {
    return this.#calls ? this.#answer('sys.db.read', [slot, key]) : this.#outside.dbRead(slot, key);
  }

  dbQuery(
    slot: Slot,
    prefix: string,
    after: string | undefined,
    limit: number,
  ): Result<readonly StoredEntry[]> | ReturnType<SyscallHost['dbQuery']> {
    return this.#calls
      ? this.#answer('sys.db.query', [slot, prefix, after, limit])
      : this.#outside.dbQuery(slot, prefix, after, limit);
  }

  dbWrite(slot: Slot, key: string, value: string): ReturnType<SyscallHost['dbWrite']> {
    return this.#calls ? this.#answer('sys.db.write', [slot, key, value]) : this.#outside.dbWrite(slot, key, value);
  }

  dbDelete(slot: Slot, key: string): ReturnType<SyscallHost['dbDelete']> {
    return this.#calls ? this.#answer('sys.db.delete', [slot, key]) : this.#outside.dbDelete(slot, key);
  }

  dbTransact(slot: Slot, changes: readonly GuestChange[]): ReturnType<SyscallHost['dbTransact']> {
    return this.#calls ? this.#answer('sys.db.transact', [slot, changes]) : this.#outside.dbTransact(slot, changes);
  }

  timeNow(): ReturnType<SyscallHost['timeNow']> {
    return this.#calls ? this.#answer('sys.time.now', []) : this.#outside.timeNow();
  }

  ipcOpen(label: string): Result<Slot> {
    return this.#calls ? this.#answer('sys.ipc.open', [label]) : this.#outside.ipcOpen(label);
  }

  ipcSend(slot: Slot, kind: string, opcode: string, payload: string): ReturnType<SyscallHost['ipcSend']> {
    return this.#calls
      ? this.#answer('sys.ipc.send', [slot, kind, opcode, payload])
      : this.#outside.ipcSend(slot, kind, opcode, payload);
  }

  ipcCall(slot: Slot, opcode: string, payload: string): ReturnType<SyscallHost['ipcCall']> {
    return this.#calls
      ? this.#answer('sys.ipc.call', [slot, opcode, payload])
      : this.#outside.ipcCall(slot, opcode, payload);
  }

  auditLog(record: string): ReturnType<SyscallHost['auditLog']> {
    return this.#calls ? this.#answer('sys.audit.log', [record]) : this.#outside.auditLog(record);
  }

  logWrite(level: LogLevel, message: string): void {
    if (this.#calls) this.#answer('sys.log.write', [level, message]);
    else this.#outside.logWrite(level, message);
  }

  /** A dropped handle is only a number that the guest forgot; it is in no record. */
  drop(): void {}

  /**
   * The recorded result of the next call. @throws KernelError divergence when another one was recorded, and
   * state-refused when the guest never received it: either way the guest goes no further.
   */
  #answer<T>(syscall: SyscallName, args: readonly CallArgument[]): Result<T> {
    const recorded = this.#calls![this.#next];
    if (!recorded || recorded.syscall !== syscall || !sameArguments(recorded.args, keptArguments(args)))
      throw new KernelError(this.#differs(recorded, syscall, args));
    this.#next++;
    if (recorded.state !== 'received') throw new KernelError(STANDS_STILL);
    return recorded.result as Result<T>;
  }

  #differs(recorded: RecordedCall | undefined, syscall: SyscallName, args: readonly CallArgument[]): Fault {
    this.#divergence ??= {
      kind: recorded ? 'request' : 'extra',
      what: syscall,
      recorded: recorded && [recorded.syscall, ...recorded.args],
      replayed: [syscall, ...args],
      call: this.#next,
      fuel: this.#fuelUsed(),
    };
    return divergenceFault('The guest', this.#divergence);
  }
}

const STANDS_STILL = faultOf('state-refused', 'The crank ended while the guest stood in a system call.');
