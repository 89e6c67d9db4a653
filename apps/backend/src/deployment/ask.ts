import { KernelError, type Fault, type MessagePriority, type SendRequest } from '@esta-logic/kernel-boundary';
import type { KernelPort } from './kernel-port.ts';

/** Somebody waits for the answer: user requests go before imports. */
const ANSWER_PRIORITY: MessagePriority = 'high';

export interface Answer<T> {
  readonly payload: T;
  readonly messageId: string;
}

/** Sends one message and gives its reply; a fault is thrown as the KernelError that the routes report. */
export async function deliver<T>(kernel: KernelPort, request: SendRequest): Promise<Answer<T>> {
  const reply = await kernel.send(request);
  if (!reply.ok) throw new KernelError(rootOf(kernel, reply.error));
  return { payload: reply.payload as T, messageId: reply.messageId };
}

/**
 * A module that asks a refused one fails with the refusal's sentence, but under its own code: what a guest says is not
 * taken for an integrity fault. The kernel itself knows which modules it refused and why, so people get that code.
 */
function rootOf(kernel: KernelPort, fault: Fault): Fault {
  if (fault.name !== 'handler-failed') return fault;
  const refusals = kernel.modules().flatMap((module) => ('fault' in module ? [module.fault as Fault] : []));
  return refusals.find(({ message }) => fault.message.includes(message)) ?? fault;
}

/** A Query on behalf of a person. */
export async function ask<T>(kernel: KernelPort, target: string, opcode: string, payload: unknown): Promise<T> {
  const request: SendRequest = { type: 'Query', target, opcode, payload, priority: ANSWER_PRIORITY };
  return (await deliver<T>(kernel, request)).payload;
}

/** A Command on behalf of a person. */
export async function command<T>(
  kernel: KernelPort,
  target: string,
  opcode: string,
  payload: unknown,
): Promise<Answer<T>> {
  return deliver<T>(kernel, { type: 'Command', target, opcode, payload, priority: ANSWER_PRIORITY });
}
