import { BROADCAST_TARGET, fail, type Eventual, type Result, type Slot } from '@esta-logic/kernel-boundary';
import { grantChannel } from './channel-target.ts';
import type { SyscallEnvironment } from './crank-port.ts';

/** sys.ipc.call: a request whose reply the guest waits for, suspended. Right: execute. */
export function ipcCall(
  env: SyscallEnvironment,
  slot: Slot,
  opcode: string,
  payload: string,
): Eventual<Result<string>> {
  const channel = grantChannel(env, 'sys.ipc.call', slot, opcode);
  if (!channel.ok) return channel;
  const { crank, target } = channel.value;
  return target === BROADCAST_TARGET
    ? fail('invalid-argument', 'Nobody answers a broadcast; use send with an Event.')
    : crank.call(target, opcode, payload);
}
