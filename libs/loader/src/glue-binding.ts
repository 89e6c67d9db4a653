/**
 * The one seam between jco's glue and the kernel. jco's conventions, all of them: an import object keyed by interface
 * name without version; resource classes whose instances carry their representation under `Symbol.for('cabiRep')` and
 * are dropped through `Symbol.dispose` or the class's `Symbol.for('cabiDispose')`; a refused host call throws an object
 * with a `payload`; an `err` result of the guest arrives as an error with a `payload`; u64 is a BigInt.
 */
import type {
  Eventual,
  GuestChange,
  GuestEnvelope,
  LogLevel,
  Result,
  Slot,
  SyscallHost,
} from '@esta-logic/kernel-boundary';
import { type CallAccount, callHost, chargeAnswer, failed, mayOpen, tooManyHandles } from './call-account.ts';
import type { CoreExports } from './core-instances.ts';
import type { HandleTable } from './glue-tables.ts';

/** What the glue asks core modules from; the patched glue hangs its tables on it. */
export interface CoreModuleSource {
  (name: string): WebAssembly.Module;
  handleTables: (HandleTable | undefined)[];
  captureTables: Map<unknown, unknown>[];
}

export interface GlueExports {
  handle(envelope: GuestEnvelope): Promise<unknown>;
}

/** The namespace of the evaluated glue. */
export interface Glue {
  instantiate(
    getCoreModule: CoreModuleSource,
    imports: Readonly<Record<string, object>>,
    instantiateCore: (
      module: WebAssembly.Module,
      imports?: Record<string, Record<string, unknown>>,
    ) => { readonly exports: CoreExports },
  ): Promise<GlueExports>;
}

export const isGlue = (value: unknown): value is Glue =>
  typeof (value as Partial<Glue> | null)?.instantiate === 'function';

const REP = Symbol.for('cabiRep');
const CABI_DISPOSE = Symbol.for('cabiDispose');

/** A representation is the slot plus one: zero means "none" to the glue. */
interface HandleObject {
  readonly [REP]: number;
}
const slotOf = (handle: HandleObject): Slot => handle[REP] - 1;

/** The import object: exactly the interfaces named, each over the process's own system calls. */
export function bindImports(
  interfaces: readonly string[],
  host: SyscallHost,
  account: CallAccount,
): Readonly<Record<string, object>> {
  const call = settler(account);
  const builders: Readonly<Record<string, () => object>> = {
    types: () => ({}),
    db: () => bindDb(host, call, account),
    ipc: () => bindIpc(host, call, account),
    time: () => ({ now: () => call(() => host.timeNow()) }),
    audit: () => ({ log: (record: string) => call(() => host.auditLog(record), record.length) }),
    log: () => ({
      write: (level: LogLevel, message: string) =>
        call(() => ({ ok: true, value: host.logWrite(level, message) }), message.length),
    }),
  };
  const imports = Object.create(null) as Record<string, object>;
  for (const name of new Set(['types', ...interfaces])) {
    imports[`esta:kernel/${name}`] = Object.assign(Object.create(null) as object, builders[name]!());
  }
  return imports;
}

/** Turns a host result into what the glue expects: a value, now or later, or a thrown refusal. */
type Settle = <T>(run: () => Eventual<Result<T>>, characters?: number) => Eventual<T>;

function settler(account: CallAccount): Settle {
  const unpack = <T>(result: Result<T>): T => {
    if (result.ok) {
      chargeAnswer(account, result.value);
      return result.value;
    }
    throw { payload: { code: result.fault.code, message: result.fault.message } };
  };
  return (run, characters = 0) => {
    const result = callHost(account, run, characters);
    return result instanceof Promise ? result.then(unpack, (problem) => failed(account, problem)) : unpack(result);
  };
}

/** A resource class that a guest cannot construct, not even through a `[constructor]` import: handles come from `open`. */
function resourceClass(host: SyscallHost, call: Settle, account: CallAccount) {
  const drop = (slot: Slot): void => {
    account.handles--;
    void call(() => ({ ok: true, value: host.drop(slot) }));
  };
  return class {
    declare readonly [REP]: number;
    constructor() {
      throw new TypeError('a handle is opened, not constructed');
    }
    static [CABI_DISPOSE](rep: number): void {
      drop(rep - 1);
    }
    [Symbol.dispose](): void {
      drop(slotOf(this));
    }
  };
}

function opener(
  prototype: object,
  call: Settle,
  account: CallAccount,
  open: (label: string) => Result<Slot>,
): (label: string) => Eventual<object> {
  const bounded = (label: string): Result<Slot> => (mayOpen(account) ? open(label) : tooManyHandles());
  return (label) => {
    const slot = call(() => bounded(label), label.length) as Slot;
    account.handles++;
    return Object.defineProperty(Object.create(prototype) as object, REP, { value: slot + 1 });
  };
}

function bindDb(host: SyscallHost, call: Settle, account: CallAccount): object {
  class Collection extends resourceClass(host, call, account) {
    read(key: string) {
      return call(() => host.dbRead(slotOf(this), key), key.length);
    }
    query(prefix: string, after: string | undefined, limit: number) {
      return call(() => host.dbQuery(slotOf(this), prefix, after, limit), prefix.length + (after?.length ?? 0));
    }
    write(key: string, value: string) {
      return call(() => host.dbWrite(slotOf(this), key, value), key.length + value.length);
    }
    delete(key: string) {
      return call(() => host.dbDelete(slotOf(this), key), key.length);
    }
    transact(changes: readonly GuestChange[]) {
      const characters = changes.reduce((sum, { key, value }) => sum + key.length + (value?.length ?? 0), 0);
      return call(() => host.dbTransact(slotOf(this), changes), characters);
    }
  }
  return { Collection, open: opener(Collection.prototype, call, account, (label) => host.dbOpen(label)) };
}

function bindIpc(host: SyscallHost, call: Settle, account: CallAccount): object {
  class Channel extends resourceClass(host, call, account) {
    send(kind: string, opcode: string, payload: string) {
      return call(
        () => host.ipcSend(slotOf(this), kind, opcode, payload),
        kind.length + opcode.length + payload.length,
      );
    }
    call(opcode: string, payload: string) {
      return call(() => host.ipcCall(slotOf(this), opcode, payload), opcode.length + payload.length);
    }
  }
  return { Channel, open: opener(Channel.prototype, call, account, (label) => host.ipcOpen(label)) };
}
