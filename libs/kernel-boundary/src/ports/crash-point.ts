/**
 * Where the kernel can die and what must hold afterwards is not obvious: tests and drills kill it at each of these in turn.
 *
 * - `pinned`: a component is pinned, and the log does not say so yet.
 * - `sealing`: the guest has ended; its crank has no place in the order of commits.
 * - `sealed`: the crank's batch has its place, and is not durable.
 * - `durable`: the batch is durable; nothing of it has left.
 * - `sending`: before each message of the outbox leaves.
 * - `sent`: the outbox has left, the reply has not.
 * - `replied`: the sender has its reply.
 * - `calling`: a guest's call to another process is about to be dispatched.
 * - `answered`: the callee has answered and committed; the caller has not received it.
 * - `accepted`: a client's message has an id, and is not in its mailbox.
 * - `restoring`: at boot, before each message that an earlier boot left is put back into its mailbox.
 */
export const CRASH_POINTS = [
  'pinned',
  'sealing',
  'sealed',
  'durable',
  'sending',
  'sent',
  'replied',
  'calling',
  'answered',
  'accepted',
  'restoring',
] as const;
export type CrashPointName = (typeof CRASH_POINTS)[number];

/** Told of every point that is reached. What it does there (nothing, or end the machine) is the host's own. */
export type CrashPoint = (name: CrashPointName) => void;
