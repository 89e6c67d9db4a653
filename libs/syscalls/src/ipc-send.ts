import {
  BROADCAST_TARGET,
  fail,
  type Eventual,
  type MessageType,
  type Result,
  type Slot,
} from '@esta-logic/kernel-boundary';
import { grantChannel } from './channel-target.ts';
import type { SyscallEnvironment } from './crank-port.ts';

const SENDABLE: ReadonlySet<string> = new Set(['Command', 'Event']);

/** sys.ipc.send: a message, or a broadcast, that leaves when the crank commits. Right: write. */
export function ipcSend(
  env: SyscallEnvironment,
  slot: Slot,
  kind: string,
  opcode: string,
  payload: string,
): Eventual<Result<string>> {
  if (!SENDABLE.has(kind))
    return fail('invalid-argument', `send takes a Command or an Event, not "${kind}"; use call for a Query.`);
  const channel = grantChannel(env, 'sys.ipc.send', slot, opcode);
  if (!channel.ok) return channel;
  const { crank, target } = channel.value;
  if (target !== BROADCAST_TARGET) return crank.send(target, kind as MessageType, opcode, payload);
  return kind === 'Event'
    ? crank.broadcast(opcode, payload)
    : fail('invalid-argument', `A broadcast is an Event, not a ${kind}.`);
}
