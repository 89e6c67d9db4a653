import type { Result } from './errors.ts';
import type { LogLevel } from './hooks.ts';
import type { DecodedManifest } from './manifest-decode.ts';
import type { MessageType } from './message.ts';
import type { Eventual, StoredEntry } from './ports/storage-provider.ts';

/** The record `envelope` of the WIT package, as the kernel hands it to a guest. */
export interface GuestEnvelope {
  readonly kind: MessageType;
  readonly source: string;
  readonly opcode: string;
  /** JSON that matched the opcode's schema. */
  readonly payload: string;
  readonly messageId: string;
  readonly correlationId: string | undefined;
  readonly timestamp: string;
  readonly tenantId: string;
}

/** The record `change`: `value: undefined` deletes. */
export interface GuestChange {
  readonly key: string;
  readonly value: string | undefined;
}

/** An index into the CSpace of one process: all that a guest's handle is. */
export type Slot = number;

/**
 * Everything a guest can ask of the host, with slots for handles: `libs/syscalls` fills it, `libs/loader` binds it to
 * a component's imports. Operating failures are returned; a method that throws has found a defect of the kernel.
 */
export interface SyscallHost {
  dbOpen(label: string): Result<Slot>;
  dbRead(slot: Slot, key: string): Eventual<Result<string | undefined>>;
  dbQuery(
    slot: Slot,
    prefix: string,
    after: string | undefined,
    limit: number,
  ): Eventual<Result<readonly StoredEntry[]>>;
  dbWrite(slot: Slot, key: string, value: string): Eventual<Result<void>>;
  dbDelete(slot: Slot, key: string): Eventual<Result<void>>;
  dbTransact(slot: Slot, changes: readonly GuestChange[]): Eventual<Result<void>>;
  timeNow(): Eventual<Result<bigint>>;
  ipcOpen(label: string): Result<Slot>;
  ipcSend(slot: Slot, kind: string, opcode: string, payload: string): Eventual<Result<string>>;
  ipcCall(slot: Slot, opcode: string, payload: string): Eventual<Result<string>>;
  auditLog(record: string): Eventual<Result<void>>;
  logWrite(level: LogLevel, message: string): void;
  /** The guest dropped its handle. */
  drop(slot: Slot): void;
}

/**
 * How long a guest may go on, in units of fuel (docs/spec/meter.md). A guest pays for every instruction; when its fuel
 * is gone it stands at a safe point in the middle of its code and asks for more.
 */
export interface FuelGovernor {
  /** A crank begins: units until the first safe point without fuel, and slots of 8 bytes that its stack may have. */
  begin(): { readonly units: number; readonly stackSlots: number };
  /** More units, at once or when the guest may go on; or the fault that ends the crank. */
  refill(): Eventual<Result<number>>;
}

/** One running component. At most one `handle` at a time; after a fault of category integrity it is thrown away. */
export interface GuestInstance {
  /** The reply's JSON, or the fault that the handler returned or the trap was classified to. */
  handle(envelope: GuestEnvelope): Promise<Result<string>>;
  /** Memory back to the post-start image; false when the instance must be replaced instead (its memory grew, or it trapped). */
  reset(): boolean;
  /** Bytes of linear memory now. */
  memoryBytes(): number;
  /** Units of fuel that the last `handle` used; the same for the same work on every machine. 0 where nothing is metered. */
  fuelUsed(): number;
}

/** A component that was verified against its pin and its manifest, compiled and ready to be instantiated. */
export interface LoadedModule {
  readonly hash: string;
  /** BLAKE3 of the manifest's canonical JSON: `blake3-` and 64 lower-case hexadecimal digits. */
  readonly manifestHash: string;
  /** What decides the fuel that its instances use: the version of the rules that count it, and the hash (hexadecimal) of those rules. */
  readonly meter: { readonly version: number; readonly costs: string };
  readonly decoded: DecodedManifest;
  instantiate(host: SyscallHost, governor: FuelGovernor): Promise<GuestInstance>;
}

/** What modules.lock pins of an installed module. */
export interface ModulePin {
  readonly module: string;
  readonly version: string;
  /** BLAKE3 of the component's bytes: `blake3-` and 64 lower-case hexadecimal digits. */
  readonly hash: string;
}

/** Where the kernel gets its modules from; `libs/loader` is the one that runs WebAssembly components. */
export interface ModuleLoader {
  /** Checks, derives and pins; runs nothing of the module. Faults: invalid-manifest, forbidden-import, invalid-component. */
  install(manifest: unknown, component: Uint8Array): Promise<Result<ModulePin>>;
  /** Verifies against the pin and compiles. Faults: not-found, hash-mismatch, and as install. */
  load(id: string): Promise<Result<LoadedModule>>;
  /** Pins a version again that was installed before: it is the one that is loaded from now on. Faults: not-found, hash-mismatch. */
  pin(module: LoadedModule): Promise<Result<ModulePin>>;
  installed(): Promise<Result<readonly ModulePin[]>>;
}
