import type { LogLevel } from '@esta-logic/kernel-boundary';
import { callHost } from '../call-account.ts';
import type { KernelFunction } from '../component/kernel-world.ts';
import type { CallContext, CallsOf, CoreCall } from './core-calls.ts';
import { dbCalls } from './db-calls.ts';
import { checkMayBlock, checkMayCall } from './instance-state.ts';
import { ipcCalls } from './ipc-calls.ts';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** The kernel's functions, lowered for one set of canonical options. */
export const hostCalls = (context: CallContext): Readonly<Record<KernelFunction, CoreCall>> => ({
  ...dbCalls(context),
  ...ipcCalls(context),
  ...plainCalls(context),
});

/** The interfaces without resources. */
function plainCalls({ host, account, state, text, values, answers }: CallContext): CallsOf<'time' | 'audit' | 'log'> {
  return {
    'time now': (at) => {
      checkMayBlock(state);
      return answers.give(() => host.timeNow(), 0, at!, values.storeMilliseconds, 8);
    },
    'audit log': (pointer, length, at) => {
      checkMayBlock(state);
      const record = text.lift(pointer!, length!);
      return answers.give(() => host.auditLog(record), record.length, at!, values.storeNothing);
    },
    'log write': (level, pointer, length) => {
      checkMayCall(state);
      const name = LEVELS[level! >>> 0];
      if (name === undefined) throw new TypeError('invalid discriminant specified for Level');
      const message = text.lift(pointer!, length!);
      callHost(account, () => host.logWrite(name, message), message.length);
    },
  };
}
