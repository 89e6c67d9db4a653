import { guestEnvelope } from '@esta-logic/journal';
import {
  DEFAULT_TENANT,
  faultOf,
  KernelError,
  LIMITS,
  type Clock,
  type CrashPoint,
  type Fault,
  type KernelObserver,
  type Result,
} from '@esta-logic/kernel-boundary';
import type { Delivery, IpcRouter } from '@esta-logic/ipc-router';
import type { Store } from '@esta-logic/storage';
import { storageFault, type Committer, type Sealed } from './committer.ts';
import type { Answers } from './answers.ts';
import { Crank, type CrankSurroundings } from './crank.ts';
import { defect, endOf, notStarted, outcomeOf, type CrankEnd } from './crank-end.ts';
import { lateFault } from './deadlines.ts';
import { failUndelivered } from './fail-undelivered.ts';
import type { Identity } from './identity.ts';
import type { Lockstep } from './lockstep.ts';
import type { Post } from './post.ts';
import type { Call } from './crank-view.ts';
import type { Process } from './process.ts';
import type { WallClock } from './wall-clock.ts';

/**
 * How often a crank is run when what it read is changed before it commits. After the first time its pool begins nothing
 * else, so only cranks that were in hand can come before it once more.
 */
const MAX_RUNS = LIMITS.childProcessesPerModule.value + 1;

export interface DeliveryParts {
  readonly store: Store;
  readonly committer: Committer;
  readonly answers: Answers;
  readonly wallClock: WallClock;
  readonly router: IpcRouter;
  readonly post: Post;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly observe: KernelObserver;
  readonly reached: CrashPoint;
  /** The instance of a process, made when there is none. */
  readonly instantiate: (process: Process) => Promise<Result<void>>;
  /** A crank of this process is about to wait for the answer to a call. Fault: call-cycle, when it could never come. */
  readonly calls: (process: Process, call: Call) => Fault | undefined;
  /** How a crank of this process waits for a reply. */
  readonly waiter: (process: Process) => CrankSurroundings['wait'];
  /** There is one when a module that asks for lockstep was let in. */
  readonly lockstep: Lockstep | undefined;
  /** Told of every crank that has ended: what it used. */
  readonly charged: (process: Process, crank: Crank, fuel: number) => void;
  /** Told of every crank that failed. */
  readonly crankFailed: (process: Process, fault: Fault) => void;
  /** Told of every crank that was kept. */
  readonly crankPassed: (process: Process) => void;
}

/**
 * Takes one message through one crank: run, check the reply, commit or abort. It returns when the crank's batch has
 * its place in the order of commits; the reply and the outbox follow when the batch is durable.
 */
export async function deliver(parts: DeliveryParts, process: Process, delivery: Delivery): Promise<void> {
  const started = parts.clock.monotonic();
  const late = lateFault(delivery, started);
  if (late) return failUndelivered(parts, delivery, late);
  for (let run = 1; ; run++) {
    const crank = newCrank(parts, process, delivery);
    const end = await runCrank(parts, process, crank);
    const failed = !outcomeOf(end).ok;
    parts.reached('sealing');
    const stale = failed && run < MAX_RUNS && !parts.store.validate(crank.transaction).ok;
    const sealed = stale ? undefined : parts.committer.seal(process, crank, end);
    if (!sealed || (!sealed.ok && sealed.fault.name === 'conflict' && run < MAX_RUNS)) {
      crank.discard();
      process.forget();
      process.pool.alone ??= process;
      continue;
    }
    if (sealed.ok) process.remember(sealed.value.seq);
    else process.forget();
    finish(parts, process, { crank, end, sealed, started });
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
    surroundings: (process.surroundings ??= surroundingsOf(parts, process)),
  });
}

const surroundingsOf = (parts: DeliveryParts, process: Process): CrankSurroundings => ({
  post: parts.post,
  calls: (call) => parts.calls(process, call),
  wait: parts.waiter(process),
  reached: parts.reached,
});

async function runCrank(parts: DeliveryParts, process: Process, crank: Crank): Promise<CrankEnd> {
  try {
    const recalled = parts.answers.recall(crank, parts.wallClock);
    return (recalled && (await recalled)) ?? (await runGuest(parts, process, crank));
  } catch (problem) {
    process.settleInstance(false);
    return defect(
      problem instanceof KernelError
        ? problem.fault
        : faultOf(
            'internal',
            `The kernel failed while ${process.name} handled ${crank.delivery.envelope.opcode}: ${String(problem)}`,
          ),
    );
  } finally {
    process.crank = undefined;
  }
}

async function runGuest(parts: DeliveryParts, process: Process, crank: Crank): Promise<CrankEnd> {
  const instance = await parts.instantiate(process);
  if (!instance.ok) return notStarted(instance.fault);
  if (process.mustEnd) return notStarted(process.mustEnd);
  process.crank = crank;
  crank.memory = process.memory;
  const { envelope, payload } = crank.delivery;
  const guest = process.instance!;
  const result = await guest.handle(guestEnvelope(envelope, payload));
  const fuel = guest.fuelUsed();
  process.settleInstance(result.ok || result.fault.code < 3000);
  if (crank.tape.broken && !result.ok) return defect(result.fault);
  crank.tape.ended();
  const end = judged(parts, process, crank, endOf(result, fuel, process.governor?.stop));
  return process.module.decoded.manifest.lockstep ? parts.lockstep!.confirm(process, crank, end) : end;
}

/** What the kernel makes of a run: it may have been told to end meanwhile, or its reply may not be what its manifest says. */
function judged({ router }: DeliveryParts, process: Process, crank: Crank, end: CrankEnd): CrankEnd {
  const refused = crank.poisoned ?? process.mustEnd;
  if (refused) return refused === end.fault ? end : { ...end, refused };
  if (end.reply === undefined) return end;
  const checked = router.checkReply(process.name, crank.delivery.envelope.opcode, end.reply);
  if (!checked.ok) return { ...end, refused: checked.fault };
  crank.answer = checked.value;
  return end;
}

/** A crank whose batch has its place in the order of commits, or could not get one. */
interface Ending {
  readonly crank: Crank;
  readonly end: CrankEnd;
  readonly sealed: Result<Sealed>;
  /** Monotonic milliseconds. */
  readonly started: number;
}

/** Lets the outcome out once it is durable; when it cannot be made durable, nothing of it happened. */
function finish(parts: DeliveryParts, process: Process, { crank, end, sealed, started }: Ending): void {
  const { delivery } = crank;
  const {
    metadata: { messageId },
    target,
  } = delivery.envelope;
  const outcome = outcomeOf(end);
  process.cranks++;
  parts.charged(process, crank, end.fuel);
  process.busyMilliseconds += parts.clock.monotonic() - started;
  if (outcome.ok) parts.crankPassed(process);
  else noteFailure(parts, process, messageId, outcome.fault);
  const refuse = (error: Fault): void => {
    crank.discard();
    delivery.settle({ ok: false, error, messageId });
  };
  if (!sealed.ok) return refuse(sealed.fault);
  parts.reached('sealed');
  sealed.value.durable.then(
    () => {
      parts.reached('durable');
      if (!outcome.ok) {
        if (delivery.storedKey !== undefined)
          parts.observe({ kind: 'message.dead-lettered', messageId, target, fault: outcome.fault });
        return refuse(outcome.fault);
      }
      parts.observe({
        kind: 'crank.committed',
        seq: sealed.value.seq,
        process: process.id,
        messageId,
        milliseconds: parts.clock.monotonic() - started,
        syscalls: crank.tape.calls.length,
      });
      crank.outbox.forEach((message, i) => {
        parts.reached('sending');
        parts.post.dispatch(message, () => undefined, sealed.value.storedKeys[i]);
      });
      parts.reached('sent');
      delivery.settle({ ok: true, payload: outcome.value, messageId }, crank.answer);
      parts.reached('replied');
    },
    (cause: unknown) => refuse(storageFault(cause)),
  );
}

function noteFailure(parts: DeliveryParts, process: Process, messageId: string, fault: Fault): void {
  process.faults++;
  parts.crankFailed(process, fault);
  parts.observe({ kind: 'crank.aborted', process: process.id, messageId, fault });
}
