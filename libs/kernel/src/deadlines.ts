import {
  faultOf,
  type Clock,
  type Fault,
  type HostLoop,
  type KernelObserver,
  type Reply,
} from '@esta-logic/kernel-boundary';
import type { Delivery } from '@esta-logic/ipc-router';
import type { Committer } from './committer.ts';
import { failUndelivered } from './fail-undelivered.ts';
import type { ProcessRegistry } from './process-registry.ts';

interface DeadlineParts {
  readonly clock: Clock;
  readonly loop: HostLoop;
  readonly registry: ProcessRegistry;
  readonly committer: Committer;
  readonly observe: KernelObserver;
}

/** Whether nobody wants the reply any more. */
export const isOverdue = (delivery: Delivery, now: number): boolean =>
  delivery.deadline !== undefined && now >= delivery.deadline;

export const overdueFault = ({ target, opcode, metadata: { deadlineMs } }: Delivery['envelope']): Fault =>
  faultOf(
    'timeout',
    `${target} did not answer ${opcode} before its deadline${deadlineMs === undefined ? '' : ` of ${deadlineMs} ms`}; nothing that it did was kept. Make the work smaller, or give it more time.`,
  );

/** Why a message that was not taken in hand yet comes too late; undefined when it does not. */
export function lateFault(delivery: Delivery, now: number): Fault | undefined {
  if (now >= delivery.expiresAt)
    return faultOf(
      'message-expired',
      `The message waited longer than its ${delivery.envelope.metadata.ttlMs} ms to live and was not delivered.`,
    );
  return isOverdue(delivery, now) ? overdueFault(delivery.envelope) : undefined;
}

/**
 * Ends a message of a client at its deadline: a queued one fails where it lies, a crank in hand is told to end, and a
 * call that it waits for is answered; it can no longer commit, so `answer` is called at once. The returned function calls it off. Calls inherit the deadline; who would handle
 * one afterwards finds that it is overdue, so they need no watch of their own.
 */
export function watchDeadline(
  parts: DeadlineParts,
  target: string,
  messageId: string,
  milliseconds: number,
  answer: (reply: Reply<string>) => void,
): () => void {
  return parts.loop.after(milliseconds, () => {
    const pool = parts.registry.poolOf(target);
    const queued = pool?.mailbox.remove(messageId);
    if (queued) return failUndelivered(parts, queued, overdueFault(queued.envelope));
    const process = pool?.processes.find(({ inHand }) => inHand?.envelope.metadata.messageId === messageId);
    if (!process?.inHand) return;
    const fault = overdueFault(process.inHand.envelope);
    process.crank?.poison(fault);
    process.interrupt?.({ ok: false, error: fault, messageId });
    if (process.crank) answer({ ok: false, error: fault, messageId });
  });
}
