import { type GuestChange, type LogLevel, type StoredEntry, type SyscallHost } from '@esta-logic/kernel-boundary';
import { type CallAccount, chargeCall, mayOpen, tooManyHandles } from '../call-account.ts';
import type { KernelFunction, KernelResource } from '../component/kernel-world.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { GuestText } from './guest-text.ts';
import type { HandleTable } from './handle-table.ts';
import { checkMayBlock, checkMayCall, type InstanceState } from './instance-state.ts';
import { Answers, type Waiting } from './pending-answers.ts';

/** A kernel function as core code calls it: flattened, results through a pointer, the last parameter. */
export type CoreCall = (...args: number[]) => number | void;

/** How many parameters each function has; `blocks` when its answer may be pending. */
export const CORE_CALLS: Readonly<Record<KernelFunction, { readonly params: number; readonly blocks: boolean }>> = {
  'db open': { params: 3, blocks: false },
  'db [method]collection.read': { params: 4, blocks: true },
  'db [method]collection.query': { params: 8, blocks: true },
  'db [method]collection.write': { params: 6, blocks: true },
  'db [method]collection.delete': { params: 4, blocks: true },
  'db [method]collection.transact': { params: 4, blocks: true },
  'time now': { params: 1, blocks: true },
  'ipc open': { params: 3, blocks: false },
  'ipc [method]channel.send': { params: 8, blocks: true },
  'ipc [method]channel.call': { params: 6, blocks: true },
  'audit log': { params: 3, blocks: true },
  'log write': { params: 3, blocks: false },
};

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
/** Sizes of the records `entry` and `change` in memory. */
const ENTRY_BYTES = 16;
const CHANGE_BYTES = 20;

export type HandleTables = Readonly<Record<KernelResource, HandleTable>>;

/** What the calls of one instance work on; memory, text and allocator are those of one set of canonical options. */
export interface CallParts {
  readonly host: SyscallHost;
  readonly account: CallAccount;
  readonly state: InstanceState;
  readonly handles: HandleTables;
  readonly memory: GuestMemory;
  readonly text: GuestText;
  readonly allocate: (alignment: number, size: number) => number;
  readonly waiting: Waiting;
}

/** The kernel's functions, lowered for one set of canonical options. `at` is where the result goes. */
export function hostCalls(parts: CallParts): Readonly<Record<KernelFunction, CoreCall>> {
  const { host, account, state, handles, memory, text } = parts;
  const { collection, channel } = handles;
  const answers = new Answers(memory, text, account, parts.waiting);

  const nothing = (): void => {};
  const storeText = (value: string, at: number): void => text.lower(value, at);
  const storeOptionalText = (value: string | undefined, at: number): void => {
    memory.setUint8(at, value === undefined ? 0 : 1);
    if (value !== undefined) text.lower(value, at + 4);
  };
  const storeMilliseconds = (value: bigint, at: number): void => memory.setBigUint64(at, value);
  const storeEntries = (entries: readonly StoredEntry[], at: number): void => {
    const list = parts.allocate(4, entries.length * ENTRY_BYTES) >>> 0;
    entries.forEach(({ key, value }, i) => {
      text.lower(key, list + i * ENTRY_BYTES);
      text.lower(value, list + i * ENTRY_BYTES + 8);
    });
    memory.setUint32(at, list);
    memory.setUint32(at + 4, entries.length);
  };
  const storeHandle =
    (table: HandleTable) =>
    (slot: number, at: number): void => {
      account.handles++;
      memory.setUint32(at, table.create(slot));
    };
  const [storeCollection, storeChannel] = [storeHandle(collection), storeHandle(channel)];

  const optionalText = (tag: number, pointer: number, length: number): string | undefined => {
    if (tag >>> 0 > 1) throw new TypeError('invalid variant discriminant for option');
    return tag === 0 ? undefined : text.lift(pointer, length);
  };
  const liftChange = (at: number): GuestChange => {
    const { view } = memory;
    const key = text.lift(view.getUint32(at, true), view.getUint32(at + 4, true));
    const value = optionalText(view.getUint8(at + 8), view.getUint32(at + 12, true), view.getUint32(at + 16, true));
    return { key, value };
  };
  const liftChanges = (pointer: number, count: number): GuestChange[] => {
    if ((pointer >>> 0) + (count >>> 0) * CHANGE_BYTES > memory.length)
      throw new RangeError('a list lies outside the bounds of the memory');
    return Array.from({ length: count }, (_, i) => liftChange((pointer >>> 0) + i * CHANGE_BYTES));
  };
  const charactersOf = (changes: readonly GuestChange[]): number =>
    changes.reduce((sum, { key, value }) => sum + key.length + (value?.length ?? 0), 0);

  return {
    'db open': (pointer, length, at) => {
      checkMayCall(state);
      const label = text.lift(pointer!, length!);
      const open = () => (mayOpen(account) ? host.dbOpen(label) : tooManyHandles());
      answers.give(open, label.length, at! >>> 0, storeCollection);
    },
    'db [method]collection.read': (self, pointer, length, at) => {
      checkMayBlock(state);
      const slot = collection.slot(self!);
      const key = text.lift(pointer!, length!);
      return answers.give(() => host.dbRead(slot, key), key.length, at! >>> 0, storeOptionalText);
    },
    'db [method]collection.query': (self, pointer, length, tag, after, afterLength, limit, at) => {
      checkMayBlock(state);
      const slot = collection.slot(self!);
      const prefix = text.lift(pointer!, length!);
      const from = optionalText(tag!, after!, afterLength!);
      const query = () => host.dbQuery(slot, prefix, from, limit! >>> 0);
      return answers.give(query, prefix.length + (from?.length ?? 0), at! >>> 0, storeEntries);
    },
    'db [method]collection.write': (self, pointer, length, valuePointer, valueLength, at) => {
      checkMayBlock(state);
      const slot = collection.slot(self!);
      const key = text.lift(pointer!, length!);
      const value = text.lift(valuePointer!, valueLength!);
      return answers.give(() => host.dbWrite(slot, key, value), key.length + value.length, at! >>> 0, nothing);
    },
    'db [method]collection.delete': (self, pointer, length, at) => {
      checkMayBlock(state);
      const slot = collection.slot(self!);
      const key = text.lift(pointer!, length!);
      return answers.give(() => host.dbDelete(slot, key), key.length, at! >>> 0, nothing);
    },
    'db [method]collection.transact': (self, pointer, count, at) => {
      checkMayBlock(state);
      const slot = collection.slot(self!);
      const changes = liftChanges(pointer!, count!);
      return answers.give(() => host.dbTransact(slot, changes), charactersOf(changes), at! >>> 0, nothing);
    },
    'time now': (at) => {
      checkMayBlock(state);
      return answers.give(() => host.timeNow(), 0, at! >>> 0, storeMilliseconds, 8);
    },
    'ipc open': (pointer, length, at) => {
      checkMayCall(state);
      const label = text.lift(pointer!, length!);
      const open = () => (mayOpen(account) ? host.ipcOpen(label) : tooManyHandles());
      answers.give(open, label.length, at! >>> 0, storeChannel);
    },
    'ipc [method]channel.send': (self, kindAt, kindLength, opcodeAt, opcodeLength, payloadAt, payloadLength, at) => {
      checkMayBlock(state);
      const slot = channel.slot(self!);
      const kind = text.lift(kindAt!, kindLength!);
      const opcode = text.lift(opcodeAt!, opcodeLength!);
      const payload = text.lift(payloadAt!, payloadLength!);
      const characters = kind.length + opcode.length + payload.length;
      return answers.give(() => host.ipcSend(slot, kind, opcode, payload), characters, at! >>> 0, storeText);
    },
    'ipc [method]channel.call': (self, opcodeAt, opcodeLength, payloadAt, payloadLength, at) => {
      checkMayBlock(state);
      const slot = channel.slot(self!);
      const opcode = text.lift(opcodeAt!, opcodeLength!);
      const payload = text.lift(payloadAt!, payloadLength!);
      const call = () => host.ipcCall(slot, opcode, payload);
      return answers.give(call, opcode.length + payload.length, at! >>> 0, storeText);
    },
    'audit log': (pointer, length, at) => {
      checkMayBlock(state);
      const record = text.lift(pointer!, length!);
      return answers.give(() => host.auditLog(record), record.length, at! >>> 0, nothing);
    },
    'log write': (level, pointer, length) => {
      checkMayCall(state);
      const name = LEVELS[level! >>> 0];
      if (name === undefined) throw new TypeError('invalid discriminant specified for Level');
      const message = text.lift(pointer!, length!);
      answers.run(() => host.logWrite(name, message), message.length);
    },
  };
}

/** `resource.drop`: gives the slot of a handle back. */
export const dropCall =
  ({ host, account, state }: Pick<CallParts, 'host' | 'account' | 'state'>, table: HandleTable): CoreCall =>
  (handle) => {
    checkMayCall(state);
    const slot = table.remove(handle!);
    account.handles--;
    chargeCall(account, 0);
    host.drop(slot);
  };
