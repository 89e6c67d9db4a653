import { type Context, contextsOver } from './context.ts';
import { FAULT_CODES } from './fault-codes.ts';
import type { GuestEnvelope, GuestSyscalls, WireFault } from './guest-syscalls.ts';
import { fault, ServiceFault } from './service-fault.ts';

/**
 * Answers one opcode: a synchronous function of the payload (which matched the opcode's schema in the manifest) and
 * the context. What it returns is the reply, a JSON value; to refuse, it calls `fault`.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the payload's shape is the schema's business; a handler states its own type.
export type Handler<P = any, R = unknown> = (payload: P, context: Context) => R;

/**
 * Answers one opcode from text to text, for payloads and replies that are large: it reads of the payload's JSON what it
 * needs, and what it returns is the reply's JSON. Reading and writing JSON is the dearest thing that a guest does.
 */
export interface TextHandler {
  readonly text: (payload: string, context: Context) => string;
}

export interface ServiceDefinition {
  /** One handler per opcode of the manifest. */
  readonly handlers: Readonly<Record<string, Handler | TextHandler>>;
}

/** The component's export `handle`: the reply's JSON; the `err` case of its result is a thrown {@link WireFault}. */
export type GuestHandle = (envelope: GuestEnvelope) => string;

export interface Service {
  /** The opcodes that have a handler. */
  readonly opcodes: readonly string[];
  /** Gives the service its system calls: the component's imports, or those of `testService`. */
  bind(syscalls: GuestSyscalls): GuestHandle;
}

/** Makes a service of its handlers. It touches no import of the component, so that it runs anywhere. */
export function defineService({ handlers }: ServiceDefinition): Service {
  const table = new Map(Object.entries(handlers));
  return {
    opcodes: [...table.keys()],
    bind: (syscalls) => {
      const contextOf = contextsOver(syscalls);
      return (envelope) => {
        try {
          return answer(table, contextOf(envelope), envelope);
        } catch (problem) {
          throw wireFaultOf(problem);
        }
      };
    },
  };
}

function answer(table: ReadonlyMap<string, Handler | TextHandler>, context: Context, envelope: GuestEnvelope): string {
  const handler = table.get(envelope.opcode);
  if (!handler) fault('unknown-opcode', `This service has no handler for "${envelope.opcode}".`);
  if (typeof handler !== 'function') return handler.text(envelope.payload, context);
  const reply = handler(payloadOf(envelope), context);
  if (reply instanceof Promise)
    fault('handler-failed', `The handler of "${envelope.opcode}" returned a promise; handlers are synchronous.`);
  return JSON.stringify(reply) ?? 'null';
}

function payloadOf({ opcode, payload }: GuestEnvelope): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    fault('invalid-payload', `The payload of "${opcode}" is not JSON.`);
  }
}

/** Whatever was thrown, as a fault: never a trap, which would cost the kernel the instance. */
function wireFaultOf(problem: unknown): WireFault {
  if (problem instanceof ServiceFault) return { code: problem.code, message: problem.message };
  // QuickJS reports an exhausted memory as an InternalError that code can catch.
  const exhausted = problem instanceof Error && problem.name === 'InternalError' && problem.message === 'out of memory';
  return { code: FAULT_CODES[exhausted ? 'out-of-memory' : 'handler-failed'], message: sentenceOf(problem) };
}

function sentenceOf(problem: unknown): string {
  try {
    if (problem instanceof Error) return `${problem.message || problem.name}`;
    return `The handler threw ${String(problem)}.`;
  } catch {
    return 'The handler threw a value that has no text.';
  }
}
