import type { BroadcastOutcome, MessageType } from '@esta-logic/kernel-boundary';
import type { GuestChannel } from './guest-syscalls.ts';
import { reach } from './syscall-fault.ts';

/** The way to another service. */
export interface ChannelHandle {
  /** Right: write. The message leaves when the handler has returned, never when it refused; the result is its id. */
  send(type: MessageType, opcode: string, payload: unknown): string;
  /**
   * Right: write, on a channel to `broadcast`. An Event for every other module that takes the opcode as one; it leaves as
   * `send` does. Says for each module, in the order of their names, what became of it.
   */
  broadcast(opcode: string, payload: unknown): readonly BroadcastOutcome[];
  /**
   * Right: execute. Asks and waits for the reply. What the other service does is committed on its own, even when this
   * handler refuses afterwards. Throws a `SyscallFault` with the other's fault when it refuses.
   */
  call<T = unknown>(opcode: string, payload: unknown): T;
}

/** Puts JSON and the typed faults over an imported channel. */
export function wrapChannel(raw: GuestChannel): ChannelHandle {
  return {
    send: (type, opcode, payload) => reach(() => raw.send(type, opcode, JSON.stringify(payload ?? {}))),
    broadcast: (opcode, payload) =>
      JSON.parse(reach(() => raw.send('Event', opcode, JSON.stringify(payload ?? {})))) as readonly BroadcastOutcome[],
    call: <T>(opcode: string, payload: unknown) =>
      JSON.parse(reach(() => raw.call(opcode, JSON.stringify(payload ?? {})))) as T,
  };
}
