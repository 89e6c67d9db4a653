/**
 * The one seam between jco's glue and the kernel. jco's conventions, all of them: an import object keyed by interface
 * name without version; resource classes whose instances carry their representation under `Symbol.for('cabiRep')` and
 * are dropped through `Symbol.dispose` or the class's `Symbol.for('cabiDispose')`; a refused host call throws an object
 * with a `payload`; an `err` result of the guest arrives as an error with a `payload`; u64 is a BigInt.
 */
import type { Eventual, GuestChange, GuestEnvelope, LogLevel, Result, Slot, SyscallHost } from '@esta-logic/kernel-boundary';
import type { HandleTable } from './post-start-image.ts';

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
    instantiateCore: (module: WebAssembly.Module, imports?: Record<string, Record<string, unknown>>) => WebAssembly.Instance,
  ): Promise<GlueExports>;
}

export const isGlue = (value: unknown): value is Glue => typeof (value as Partial<Glue> | null)?.instantiate === 'function';

/** Remembers what the host itself threw, so that it is not taken for a trap of the guest. */
export interface HostFailure {
  thrown?: unknown;
}

const REP = Symbol.for('cabiRep');
const CABI_DISPOSE = Symbol.for('cabiDispose');

/** A representation is the slot plus one: zero means "none" to the glue. */
interface HandleObject {
  readonly [REP]: number;
}
const slotOf = (handle: HandleObject): Slot => handle[REP] - 1;

/** The import object: exactly the interfaces named, each over the process's own system calls. */
export function bindImports(interfaces: readonly string[], host: SyscallHost, failure: HostFailure): Readonly<Record<string, object>> {
  const call = settler(failure);
  const builders: Readonly<Record<string, () => object>> = {
    types: () => ({}),
    db: () => bindDb(host, call),
    ipc: () => bindIpc(host, call),
    time: () => ({ now: () => call(() => host.timeNow()) }),
    audit: () => ({ log: (record: string) => call(() => host.auditLog(record)) }),
    log: () => ({ write: (level: LogLevel, message: string) => call(() => ({ ok: true, value: host.logWrite(level, message) })) }),
  };
  const imports = Object.create(null) as Record<string, object>;
  for (const name of new Set(['types', ...interfaces])) {
    imports[`esta:kernel/${name}`] = Object.assign(Object.create(null) as object, builders[name]!());
  }
  return imports;
}

/** Turns a host result into what the glue expects: a value, now or later, or a thrown refusal. */
type Settle = <T>(run: () => Eventual<Result<T>>) => Eventual<T>;

function settler(failure: HostFailure): Settle {
  const unpack = <T>(result: Result<T>): T => {
    if (result.ok) return result.value;
    throw { payload: { code: result.fault.code, message: result.fault.message } };
  };
  const failed = (problem: unknown): never => {
    failure.thrown ??= problem;
    throw problem;
  };
  return (run) => {
    let result;
    try {
      result = run();
    } catch (problem) {
      return failed(problem);
    }
    return result instanceof Promise ? result.then(unpack, failed) : unpack(result);
  };
}

/** A resource class that a guest cannot construct, not even through a `[constructor]` import: handles come from `open`. */
function resourceClass(host: SyscallHost, call: Settle) {
  const drop = (slot: Slot): void => void call(() => ({ ok: true, value: host.drop(slot) }));
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

function opener(prototype: object, call: Settle, open: (label: string) => Result<Slot>): (label: string) => Eventual<object> {
  return (label) => {
    const slot = call(() => open(label)) as Slot;
    return Object.defineProperty(Object.create(prototype) as object, REP, { value: slot + 1 });
  };
}

function bindDb(host: SyscallHost, call: Settle): object {
  class Collection extends resourceClass(host, call) {
    read(key: string) {
      return call(() => host.dbRead(slotOf(this), key));
    }
    query(prefix: string, after: string | undefined, limit: number) {
      return call(() => host.dbQuery(slotOf(this), prefix, after, limit));
    }
    write(key: string, value: string) {
      return call(() => host.dbWrite(slotOf(this), key, value));
    }
    delete(key: string) {
      return call(() => host.dbDelete(slotOf(this), key));
    }
    transact(changes: readonly GuestChange[]) {
      return call(() => host.dbTransact(slotOf(this), changes));
    }
  }
  return { Collection, open: opener(Collection.prototype, call, (label) => host.dbOpen(label)) };
}

function bindIpc(host: SyscallHost, call: Settle): object {
  class Channel extends resourceClass(host, call) {
    send(kind: string, opcode: string, payload: string) {
      return call(() => host.ipcSend(slotOf(this), kind, opcode, payload));
    }
    call(opcode: string, payload: string) {
      return call(() => host.ipcCall(slotOf(this), opcode, payload));
    }
  }
  return { Channel, open: opener(Channel.prototype, call, (label) => host.ipcOpen(label)) };
}
