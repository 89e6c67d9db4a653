import type { GuestEnvelope } from '@esta-logic/kernel-boundary';
import type { GuestReply } from '../bound-guest.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { Allocate, GuestText } from './guest-text.ts';

/** Bytes of the record `envelope` in memory: seven strings of 8 bytes, an option of 12. */
const ENVELOPE_BYTES = 68;

/** Writes the envelope, as `handle` takes it, to memory that the guest allocates; the result is its address. */
export function lowerEnvelope(
  envelope: GuestEnvelope,
  memory: GuestMemory,
  text: GuestText,
  allocate: Allocate,
): number {
  const at = allocate(4, ENVELOPE_BYTES) >>> 0;
  text.lower(envelope.kind, at);
  text.lower(envelope.source, at + 8);
  text.lower(envelope.opcode, at + 16);
  text.lower(envelope.payload, at + 24);
  text.lower(envelope.messageId, at + 32);
  memory.setUint8(at + 40, envelope.correlationId === undefined ? 0 : 1);
  if (envelope.correlationId !== undefined) text.lower(envelope.correlationId, at + 44);
  text.lower(envelope.timestamp, at + 52);
  text.lower(envelope.tenantId, at + 60);
  return at;
}

/** Reads `result<string, fault>` at `pointer`: the case in the first byte, the payload from the fourth on. */
export function liftReply(pointer: number, { view }: GuestMemory, text: GuestText): GuestReply {
  const at = pointer >>> 0;
  const word = (offset: number): number => view.getUint32(at + offset, true);
  switch (view.getUint8(at)) {
    case 0:
      return { ok: true, value: text.lift(word(4), word(8)) };
    case 1:
      return { ok: false, payload: { code: word(4), message: text.lift(word(8), word(12)) } };
    default:
      throw new TypeError('invalid variant discriminant for expected');
  }
}
