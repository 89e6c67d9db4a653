import { defineService, type GuestSyscalls, type Service } from '@esta-logic/service-sdk';
import { DEEDS } from './deeds.ts';
import { handlers } from './handlers.ts';
import { rawHandlers } from './raw-handlers.ts';

const service = defineService({ handlers });

/** Deeds of the kit's own table go through it; the raw ones are what a component without the kit could do. */
export default {
  opcodes: DEEDS.map((deed) => `rogue.${deed}`),
  bind: (syscalls: GuestSyscalls) => {
    const handle = service.bind(syscalls);
    return (envelope) => {
      const raw = rawHandlers[envelope.opcode];
      return raw ? (raw(syscalls) as string) : handle(envelope);
    };
  },
} satisfies Service;
