import type { Result, Slot } from '@esta-logic/kernel-boundary';
import { callHost, mayOpen, tooManyHandles } from '../call-account.ts';
import type { CallContext, CoreCall } from './core-calls.ts';
import type { HandleTable } from './handle-table.ts';
import { checkMayCall } from './instance-state.ts';

/** `open(label)` of an interface: a label of the CSpace becomes a handle of `table`. */
export function openCall(
  { account, state, text, values, answers }: CallContext,
  table: HandleTable,
  open: (label: string) => Result<Slot>,
): CoreCall {
  const store = (slot: Slot, at: number): void => {
    account.handles++;
    values.storeHandle(table.create(slot), at);
  };
  return (pointer, length, at) => {
    checkMayCall(state);
    const label = text.lift(pointer!, length!);
    answers.give(() => (mayOpen(account) ? open(label) : tooManyHandles()), label.length, at!, store);
  };
}

/** `resource.drop` of a handle of `table`: its slot goes back. */
export function dropCall(
  { host, account, state }: Pick<CallContext, 'host' | 'account' | 'state'>,
  table: HandleTable,
): CoreCall {
  return (handle) => {
    checkMayCall(state);
    const slot = table.remove(handle!);
    account.handles--;
    callHost(account, () => host.drop(slot), 0);
  };
}
