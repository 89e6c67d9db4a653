import {
  DEFAULT_TENANT,
  fail,
  faultOf,
  ok,
  type Clock,
  type Fault,
  type GuestEnvelope,
  type KernelObserver,
  type Result,
} from '@esta-logic/kernel-boundary';
import type { Delivery, IpcRouter } from '@esta-logic/ipc-router';
import type { Store, Transaction } from '@esta-logic/storage';
import { idempotencyRecordOf, storageFault, type Committer, type Sealed } from './committer.ts';
import { Crank, type CrankSurroundings } from './crank.ts';
import { isOverdue, overdueFault } from './deadlines.ts';
import { failUndelivered } from './fail-undelivered.ts';
import type { Identity } from './identity.ts';
import type { Post } from './post.ts';
import type { Process } from './process.ts';

/** How often a crank is run again when what it read was changed before it committed. */
const MAX_RUNS = 4;

export interface DeliveryParts {
  readonly store: Store;
  readonly committer: Committer;
  readonly router: IpcRouter;
  readonly post: Post;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly observe: KernelObserver;
  /** The instance of a process, made when there is none. */
  readonly instantiate: (process: Process) => Promise<Result<void>>;
  /** How a crank of this process waits for a reply. */
  readonly waiter: (process: Process) => CrankSurroundings['wait'];
  /** Told of every crank that failed. */
  readonly crankFailed: (process: Process, fault: Fault) => void;
}

/**
 * Takes one message through one crank: run, check the reply, commit or abort. It returns when the crank's batch has
 * its place in the order of commits; the reply and the outbox follow when the batch is durable.
 */
export async function deliver(parts: DeliveryParts, process: Process, delivery: Delivery): Promise<void> {
  if (parts.clock.monotonic() >= delivery.expiresAt) return expire(parts, delivery);
  if (isOverdue(delivery, parts.clock.monotonic()))
    return failUndelivered(parts, delivery, overdueFault(delivery.envelope));
  const started = parts.clock.monotonic();
  for (let run = 1; ; run++) {
    const crank = newCrank(parts, process, delivery);
    const outcome = await runCrank(parts, process, crank);
    if (!outcome.ok && run < MAX_RUNS && !parts.store.validate(crank.transaction).ok) {
      crank.discard();
      continue;
    }
    const sealed = outcome.ok
      ? parts.committer.commit(process, crank, outcome.value)
      : abort(parts, process, crank, outcome.fault);
    if (!sealed.ok && sealed.fault.name === 'conflict' && run < MAX_RUNS) {
      crank.discard();
      continue;
    }
    process.cranks++;
    process.busyMilliseconds += parts.clock.monotonic() - started;
    finish(parts, process, crank, outcome, sealed, started);
    return;
  }
}

function newCrank(parts: DeliveryParts, process: Process, delivery: Delivery): Crank {
  return new Crank({
    id: parts.identity.nextCrank(),
    process: process.id,
    module: process.name,
    delivery,
    tenantId: delivery.envelope.metadata.tenantId ?? DEFAULT_TENANT,
    transaction: parts.store.begin(),
    surroundings: { post: parts.post, wait: parts.waiter(process) },
  });
}

async function runCrank(parts: DeliveryParts, process: Process, crank: Crank): Promise<Result<string>> {
  const remembered = await recall(crank.transaction, crank);
  if (remembered !== undefined) return ok(remembered);
  const instance = await parts.instantiate(process);
  if (!instance.ok) return instance;
  if (process.mustEnd) return { ok: false, fault: process.mustEnd };
  process.crank = crank;
  try {
    const result = await process.instance!.handle(guestEnvelope(crank));
    crank.fuel = process.instance!.fuelUsed();
    process.settleInstance(result.ok || result.fault.code < 3000);
    const ended = crank.poisoned ?? process.mustEnd;
    if (ended) return { ok: false, fault: ended };
    return result.ok ? parts.router.checkReply(process.name, crank.delivery.envelope.opcode, result.value) : result;
  } catch (defect) {
    process.settleInstance(false);
    return fail(
      'internal',
      `The kernel failed while ${process.name} handled ${crank.delivery.envelope.opcode}: ${String(defect)}`,
    );
  } finally {
    process.crank = undefined;
  }
}

/** The reply that an earlier message with the same idempotency key got. */
async function recall(transaction: Transaction, crank: Crank): Promise<string | undefined> {
  const key = idempotencyRecordOf(crank.delivery, crank.tenantId);
  if (key === undefined) return undefined;
  const stored = await transaction.get(key);
  return stored === undefined ? undefined : (JSON.parse(stored) as { reply: string }).reply;
}

function guestEnvelope({ delivery: { envelope, payload }, tenantId }: Crank): GuestEnvelope {
  const { type, source, opcode, metadata } = envelope;
  return {
    kind: type,
    source,
    opcode,
    payload,
    messageId: metadata.messageId,
    correlationId: metadata.correlationId,
    timestamp: metadata.timestamp,
    tenantId,
  };
}

function abort(parts: DeliveryParts, process: Process, crank: Crank, fault: Fault): Result<Sealed> {
  process.faults++;
  parts.crankFailed(process, fault);
  parts.observe({
    kind: 'crank.aborted',
    process: process.id,
    messageId: crank.delivery.envelope.metadata.messageId,
    fault,
  });
  return parts.committer.abort(process, crank, fault);
}

/** Lets the outcome out once it is durable; when it cannot be made durable, nothing of it happened. */
function finish(
  parts: DeliveryParts,
  process: Process,
  crank: Crank,
  outcome: Result<string>,
  sealed: Result<Sealed>,
  started: number,
): void {
  const {
    metadata: { messageId },
    target,
  } = crank.delivery.envelope;
  const refuse = (error: Fault): void => {
    crank.discard();
    crank.delivery.settle({ ok: false, error, messageId });
  };
  if (!sealed.ok) return refuse(sealed.fault);
  sealed.value.durable.then(
    () => {
      if (!outcome.ok) {
        if (crank.delivery.storedKey !== undefined)
          parts.observe({ kind: 'message.dead-lettered', messageId, target, fault: outcome.fault });
        return refuse(outcome.fault);
      }
      parts.observe({
        kind: 'crank.committed',
        seq: sealed.value.seq,
        process: process.id,
        messageId,
        milliseconds: parts.clock.monotonic() - started,
        syscalls: crank.transcript.length,
      });
      crank.outbox.forEach((message, i) => parts.post.dispatch(message, () => undefined, sealed.value.storedKeys[i]));
      crank.delivery.settle({ ok: true, payload: outcome.value, messageId });
    },
    (cause: unknown) => refuse(storageFault(cause)),
  );
}

function expire(parts: DeliveryParts, delivery: Delivery): void {
  failUndelivered(
    parts,
    delivery,
    faultOf(
      'message-expired',
      `The message waited longer than its ${delivery.envelope.metadata.ttlMs} ms to live and was not delivered.`,
    ),
  );
}
