import type { Eventual, Result, Slot } from '@esta-logic/kernel-boundary';
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
  return channel.ok ? channel.value.crank.call(channel.value.target, opcode, payload) : channel;
}
