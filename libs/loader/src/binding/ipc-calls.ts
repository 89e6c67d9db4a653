import type { CallContext, CallsOf } from './core-calls.ts';
import { checkMayBlock } from './instance-state.ts';
import { openCall } from './open-call.ts';

/** The interface `ipc`. */
export function ipcCalls(context: CallContext): CallsOf<'ipc'> {
  const { host, state, text, values, answers } = context;
  const { channel } = context.handles;
  return {
    'ipc open': openCall(context, channel, (label) => host.ipcOpen(label)),
    'ipc [method]channel.send': (self, kindAt, kindLength, opcodeAt, opcodeLength, payloadAt, payloadLength, at) => {
      checkMayBlock(state);
      const slot = channel.slot(self!);
      const kind = text.lift(kindAt!, kindLength!);
      const opcode = text.lift(opcodeAt!, opcodeLength!);
      const payload = text.lift(payloadAt!, payloadLength!);
      const send = () => host.ipcSend(slot, kind, opcode, payload);
      return answers.give(send, kind.length + opcode.length + payload.length, at!, values.storeText);
    },
    'ipc [method]channel.call': (self, opcodeAt, opcodeLength, payloadAt, payloadLength, at) => {
      checkMayBlock(state);
      const slot = channel.slot(self!);
      const opcode = text.lift(opcodeAt!, opcodeLength!);
      const payload = text.lift(payloadAt!, payloadLength!);
      const call = () => host.ipcCall(slot, opcode, payload);
      return answers.give(call, opcode.length + payload.length, at!, values.storeText);
    },
  };
}
