import type { SyscallHost } from '@esta-logic/kernel-boundary';
import type { CallAccount } from '../call-account.ts';
import type { KernelFunction, KernelResource } from '../component/kernel-world.ts';
import type { Answers } from './answers.ts';
import type { GuestText } from './guest-text.ts';
import type { HandleTable } from './handle-table.ts';
import type { InstanceState } from './instance-state.ts';
import type { WorldValues } from './world-values.ts';

/** A kernel function as core code calls it: flattened, the result's address its last parameter (`at` below). */
export type CoreCall = (...args: number[]) => number | void;

/** How many parameters each function has, and whether its answer may be pending. */
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

export type HandleTables = Readonly<Record<KernelResource, HandleTable>>;

/** The functions of some interfaces. */
export type CallsOf<I extends string> = Readonly<Record<Extract<KernelFunction, `${I} ${string}`>, CoreCall>>;

/** What the calls of one instance work on; text, values and answers pass through one set of canonical options. */
export interface CallContext {
  readonly host: SyscallHost;
  readonly account: CallAccount;
  readonly state: InstanceState;
  readonly handles: HandleTables;
  readonly text: GuestText;
  readonly values: WorldValues;
  readonly answers: Answers;
}
