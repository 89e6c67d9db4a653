import type { Fault, KernelObserver } from '@esta-logic/kernel-boundary';
import type { Delivery } from '@esta-logic/ipc-router';
import { storageFault, type Committer } from './committer.ts';

/**
 * Ends a message that no crank handled: whoever waits for it hears the fault, a stored one becomes a dead letter, the
 * log says why. The sender hears once that is durable.
 */
export function failUndelivered(
  { committer, observe }: { readonly committer: Committer; readonly observe: KernelObserver },
  delivery: Delivery,
  fault: Fault,
): void {
  const {
    metadata: { messageId },
    target,
  } = delivery.envelope;
  observe({ kind: 'message.dead-lettered', messageId, target, fault });
  const settle = (error: Fault): void => delivery.settle({ ok: false, error, messageId });
  const buried = committer.bury(delivery, fault);
  if (!buried.ok) return settle(buried.fault);
  buried.value.durable.then(
    () => settle(fault),
    (cause: unknown) => settle(storageFault(cause)),
  );
}
