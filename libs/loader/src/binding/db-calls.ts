import type { GuestChange } from '@esta-logic/kernel-boundary';
import type { CallContext, CallsOf } from './core-calls.ts';
import { checkMayBlock } from './instance-state.ts';
import { openCall } from './open-call.ts';

/** The interface `db`. */
export function dbCalls(context: CallContext): CallsOf<'db'> {
  const { host, state, text, values, answers } = context;
  const { collection } = context.handles;
  return {
    'db open': openCall(context, collection, (label) => host.dbOpen(label)),
    'db [method]collection.read': (self, pointer, length, at) => {
      checkMayBlock(state);
      const slot = collection.slot(self!);
      const key = text.lift(pointer!, length!);
      return answers.give(() => host.dbRead(slot, key), key.length, at!, values.storeOptionalText);
    },
    'db [method]collection.query': (self, pointer, length, tag, after, afterLength, limit, at) => {
      checkMayBlock(state);
      const slot = collection.slot(self!);
      const prefix = text.lift(pointer!, length!);
      const from = values.optionalText(tag!, after!, afterLength!);
      const query = () => host.dbQuery(slot, prefix, from, limit! >>> 0);
      return answers.give(query, prefix.length + (from?.length ?? 0), at!, values.storeEntries);
    },
    'db [method]collection.write': (self, pointer, length, valuePointer, valueLength, at) => {
      checkMayBlock(state);
      const slot = collection.slot(self!);
      const key = text.lift(pointer!, length!);
      const value = text.lift(valuePointer!, valueLength!);
      const write = () => host.dbWrite(slot, key, value);
      return answers.give(write, key.length + value.length, at!, values.storeNothing);
    },
    'db [method]collection.delete': (self, pointer, length, at) => {
      checkMayBlock(state);
      const slot = collection.slot(self!);
      const key = text.lift(pointer!, length!);
      return answers.give(() => host.dbDelete(slot, key), key.length, at!, values.storeNothing);
    },
    'db [method]collection.transact': (self, pointer, count, at) => {
      checkMayBlock(state);
      const slot = collection.slot(self!);
      const changes = values.changes(pointer!, count!);
      return answers.give(() => host.dbTransact(slot, changes), charactersOf(changes), at!, values.storeNothing);
    },
  };
}

const charactersOf = (changes: readonly GuestChange[]): number =>
  changes.reduce((sum, { key, value }) => sum + key.length + (value?.length ?? 0), 0);
