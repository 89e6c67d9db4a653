import type { Fault, MessageType, ServiceManifest } from '@esta-logic/kernel-boundary';
import type { GuestHandle, Service } from '../define-service.ts';
import { FAULT_CODES, faultNameOf } from '../fault-codes.ts';
import type { GuestEnvelope, GuestSyscalls, WireFault } from '../guest-syscalls.ts';
import { type CommittedState, CrankState } from './crank-state.ts';
import { type CapabilityList, GrantedRights } from './granted-rights.ts';
import { type CrankRecord, type SentMessage, type Surroundings, testSyscalls } from './test-syscalls.ts';

export interface TestOptions {
  /** The service's own manifest: only the interfaces it names are there, only its opcodes and message types are accepted. */
  readonly manifest: Pick<ServiceManifest, 'imports' | 'opcodes'>;
  /** The service's own capabilities.json; every label in it is granted. */
  readonly capabilities: CapabilityList;
  /** The clock, in milliseconds since the epoch; stands still at 2026-01-01 by default. */
  readonly now?: () => number;
  /** Replies of other services, asked by `call`; `fault(…)` refuses. */
  readonly answers?: Readonly<Record<string, (opcode: string, payload: unknown) => unknown>>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows the shape of the reply it asks for.
export type TestedReply<R = any> =
  { readonly ok: true; readonly payload: R } | { readonly ok: false; readonly error: Fault };

/** A kernel in memory around one service. */
export interface TestHost {
  /** Delivers one message; what it wrote and sent is kept only when it succeeds. The type is the opcode's first by default. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as TestedReply
  send<R = any>(
    opcode: string,
    payload: unknown,
    options?: { readonly type?: MessageType; readonly source?: string },
  ): TestedReply<R>;
  /** The committed entries of a collection, named by the `resourcePattern` of its capability. */
  state(resourcePattern: string): ReadonlyMap<string, string>;
  /** Messages that left, oldest first. */
  readonly outbox: readonly SentMessage[];
  /** Audit records that were committed. */
  readonly audit: readonly object[];
  /** Log lines of all messages, also of refused ones. */
  readonly logs: CrankRecord['logs'];
}

const NEW_YEAR_2026 = 1_767_225_600_000;

/**
 * Runs a service outside WebAssembly in a kernel of its own, for its author's tests. As in the real kernel: rights come
 * from capabilities.json, interfaces and opcodes from the manifest, payloads and replies are JSON, a message that is
 * refused leaves nothing behind. Not here: payload schemas, quotas, deadlines and the limits of a real guest.
 */
export function testService(service: Service, options: TestOptions): TestHost {
  const { manifest, capabilities, now = () => NEW_YEAR_2026, answers = {} } = options;
  const rights = new GrantedRights(capabilities);
  const committed: CommittedState = new Map();
  const kept = { outbox: [] as SentMessage[], audit: [] as object[], logs: [] as CrankRecord['logs'] };
  const around: Surroundings = { now, answer: (target, opcode, payload) => answerOf(answers, target, opcode, payload) };
  let messages = 0;
  return {
    ...kept,
    state: (path) => new Map(committed.get(path)),
    send: (opcode, payload, { type, source = 'client' } = {}) => {
      const accepted = manifest.opcodes[opcode]?.types ?? [];
      const kind = type ?? accepted[0];
      if (kind === undefined || !accepted.includes(kind)) return refused(undeclared(opcode, kind));
      const crank: CrankRecord = { state: new CrankState(committed), outbox: [], audit: [], logs: kept.logs };
      const handle = service.bind(onlyNamed(testSyscalls(rights, crank, around), manifest.imports));
      const reply = deliver(handle, {
        kind,
        source,
        opcode,
        payload: JSON.stringify(payload ?? {}),
        messageId: `test-${++messages}`,
        timestamp: new Date(now()).toISOString(),
      });
      if (!reply.ok) return reply;
      crank.state.commit();
      kept.outbox.push(...crank.outbox);
      kept.audit.push(...crank.audit);
      return reply;
    },
  };
}

function deliver(handle: GuestHandle, message: Omit<GuestEnvelope, 'correlationId' | 'tenantId'>): TestedReply {
  try {
    return { ok: true, payload: JSON.parse(handle({ ...message, correlationId: undefined, tenantId: 'default' })) };
  } catch (problem) {
    return refused(problem as WireFault);
  }
}

function undeclared(opcode: string, kind: string | undefined): WireFault {
  const under = kind === undefined ? '' : ` for messages of type ${kind}`;
  return { code: FAULT_CODES['unknown-opcode'], message: `The manifest does not declare "${opcode}"${under}.` };
}

function onlyNamed(all: Required<GuestSyscalls>, imports: readonly string[]): GuestSyscalls {
  return Object.fromEntries(Object.entries(all).filter(([name]) => imports.includes(name)));
}

function answerOf(
  answers: NonNullable<TestOptions['answers']>,
  target: string,
  opcode: string,
  payload: unknown,
): unknown {
  const answer = answers[target];
  if (!answer) throw new Error(`The test gives no answers for "${target}"; add it to \`answers\`.`);
  return answer(opcode, payload);
}

const refused = ({ code, message }: WireFault): TestedReply<never> => ({
  ok: false,
  error: { code, name: faultNameOf(code), message },
});
