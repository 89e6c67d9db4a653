import type { CrashPoint, Fault, KernelObserver } from '@esta-logic/kernel-boundary';
import type { Envelope } from '@esta-logic/ipc-router';
import { RANGES, type Store } from '@esta-logic/storage';
import type { Committer } from './committer.ts';
import type { Post } from './post.ts';

const PAGE = 1024;

interface StoredMessage {
  readonly envelope: Envelope;
  readonly payload: string;
}

/**
 * Puts the messages that were committed but not handled before the last stop back into their mailboxes, in order.
 * One whose target is gone or no longer takes it becomes a dead letter: nothing is lost silently. Returns how many came back.
 */
export async function restoreMailboxes({
  store,
  post,
  committer,
  observe,
  reached,
}: {
  readonly store: Store;
  readonly post: Post;
  readonly committer: Committer;
  readonly observe: KernelObserver;
  readonly reached: CrashPoint;
}): Promise<number> {
  let restored = 0;
  for (let from = RANGES.mailboxes.from; ;) {
    const transaction = store.begin();
    const page = await transaction.scan({ from, to: RANGES.mailboxes.to, limit: PAGE });
    transaction.discard();
    for (const { key, value } of page) {
      reached('restoring');
      const { envelope, payload } = JSON.parse(value) as StoredMessage;
      const outcome = post.restore(envelope, payload, key);
      if (outcome.ok) restored++;
      else await bury(committer, { envelope, payload }, key, outcome.fault, observe);
    }
    if (page.length < PAGE) return restored;
    from = `${page.at(-1)!.key}\u0000`;
  }
}

async function bury(
  committer: Committer,
  { envelope, payload }: StoredMessage,
  storedKey: string,
  fault: Fault,
  observe: KernelObserver,
): Promise<void> {
  observe({ kind: 'message.dead-lettered', messageId: envelope.metadata.messageId, target: envelope.target, fault });
  const buried = committer.bury(
    { envelope, payload, storedKey, callers: [], expiresAt: Infinity, settle: () => undefined },
    fault,
  );
  if (buried.ok) await buried.value.durable;
}

/** How many messages an earlier boot left to be handled. */
export async function countStored(store: Store): Promise<number> {
  const transaction = store.begin();
  try {
    return (await transaction.scan({ ...RANGES.mailboxes, limit: Number.MAX_SAFE_INTEGER })).length;
  } finally {
    transaction.discard();
  }
}
