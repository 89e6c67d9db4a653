import {
  ok,
  MESSAGE_SCHEMA_VERSION,
  type Clock,
  type HostLoop,
  type MessageType,
  type Result,
} from '@esta-logic/kernel-boundary';
import type { Admission, Delivery, Envelope, IpcRouter } from '@esta-logic/ipc-router';
import type { CrankView, OutgoingMessage } from './crank-view.ts';
import { traceIdOf, type Identity } from './identity.ts';
import { admitWhenRoom, mayWaitForPlace, PLACE_MILLISECONDS } from './place-wait.ts';
import type { Settlement } from './settlement.ts';
import type { WallClock } from './wall-clock.ts';

interface Draft {
  readonly target: string;
  readonly opcode: string;
  readonly payload: string;
}

/** Makes messages of what guests send and puts admitted ones into mailboxes. */
export class Post {
  readonly #router: IpcRouter;
  readonly #identity: Identity;
  readonly #settlement: Settlement;
  readonly #clock: Clock;
  readonly #wallClock: WallClock;
  readonly #loop: HostLoop;
  readonly #arrived: (target: string) => void;
  readonly #overflowed: (delivery: Delivery) => void;

  constructor(parts: {
    router: IpcRouter;
    identity: Identity;
    settlement: Settlement;
    clock: Clock;
    wallClock: WallClock;
    loop: HostLoop;
    arrived: (target: string) => void;
    overflowed: (delivery: Delivery) => void;
  }) {
    this.#router = parts.router;
    this.#identity = parts.identity;
    this.#settlement = parts.settlement;
    this.#clock = parts.clock;
    this.#wallClock = parts.wallClock;
    this.#loop = parts.loop;
    this.#arrived = parts.arrived;
    this.#overflowed = parts.overflowed;
  }

  /** Who hears a broadcast of a crank: every module but its own that takes the opcode as an Event, in the order of their names. */
  listeners({ module }: CrankView, opcode: string): readonly string[] {
    return this.#router.listeners(opcode).filter((id) => id !== module);
  }

  /** A message of a guest's `send`: it waits in the crank's outbox for the commit. */
  prepare(crank: CrankView, draft: Draft & { readonly type: MessageType }, messageId: string): Result<OutgoingMessage> {
    const admitted = this.#router.admit({ ...draft, source: crank.module, callers: [] }, { text: draft.payload });
    if (!admitted.ok) return admitted;
    const envelope = this.#envelope(crank, draft.type, draft, messageId);
    return ok({
      ...placeOf(admitted.value),
      delivery: { envelope, payload: draft.payload, callers: [], expiresAt: Infinity },
    });
  }

  /**
   * A message of a guest's `call`. A Command has an idempotency key made of the message in hand and the ordinal of the
   * call: when that message is handled again after a crash, the callee answers what it answered.
   */
  prepareCall(crank: CrankView, draft: Draft, ordinal: number): Result<OutgoingMessage> {
    const callers = [...crank.delivery.callers, crank.module];
    const type = this.#router.accepts(draft.target, draft.opcode, 'Query') ? 'Query' : 'Command';
    const admitted = this.#router.admit({ ...draft, type, source: crank.module, callers }, { text: draft.payload });
    if (!admitted.ok) return admitted;
    const base = this.#envelope(crank, type, draft, `${crank.id}.c${ordinal}`);
    const key = `${identityOf(crank.delivery.envelope)}.c${ordinal}`;
    const envelope: Envelope =
      type === 'Query'
        ? base
        : { ...base, metadata: { ...base.metadata, delivery: 'exactly-once', idempotencyKey: key } };
    return ok({
      ...placeOf(admitted.value),
      delivery: {
        envelope,
        payload: draft.payload,
        callers,
        expiresAt: crank.delivery.expiresAt,
        deadline: crank.delivery.deadline,
      },
    });
  }

  /** Whether a message that was refused may wait for a place in its target's mailbox. */
  mayWait(crank: CrankView, prepared: Result<OutgoingMessage>, target: string): boolean {
    return !prepared.ok && mayWaitForPlace(this.#router, prepared, target, [...crank.delivery.callers, crank.module]);
  }

  /** Prepares again whenever there may be a place, until the message in hand is overdue or has waited long enough. */
  prepareWhenRoom(
    crank: CrankView,
    target: string,
    prepare: () => Result<OutgoingMessage>,
    done: (prepared: Result<OutgoingMessage>) => void,
  ): void {
    const left = (crank.delivery.deadline ?? Infinity) - this.#clock.monotonic();
    const sender = crank.module;
    admitWhenRoom(this.#router, this.#loop, { target, sender }, Math.min(left, PLACE_MILLISECONDS), prepare, done);
  }

  /** Puts a message into its mailbox now; `settle` hears how it ended. */
  dispatch({ delivery, mailbox, sender }: OutgoingMessage, settle: Delivery['settle'], storedKey?: string): void {
    const traceId = traceIdOf(delivery.envelope.metadata.trace);
    this.#settlement.begin(traceId);
    const evicted = mailbox.push({
      ...delivery,
      storedKey,
      settle: (reply, value) => {
        settle(reply, value);
        mailbox.settled(sender);
        this.#settlement.end(traceId);
      },
    });
    if (evicted) this.#overflowed(evicted);
    this.#arrived(delivery.envelope.target);
  }

  /** Puts back a message that an earlier boot accepted and did not finish. Faults: as `IpcRouter.admit`. */
  restore(envelope: Envelope, payload: string, storedKey: string): Result<void> {
    const { source, target, type, opcode } = envelope;
    const admitted = this.#router.admit({ source, target, type, opcode, callers: [] }, { text: payload });
    if (!admitted.ok) return admitted;
    this.dispatch(
      { ...placeOf(admitted.value), delivery: { envelope, payload, callers: [], expiresAt: Infinity } },
      () => undefined,
      storedKey,
    );
    return ok(undefined);
  }

  #envelope(crank: CrankView, type: MessageType, { target, opcode }: Draft, messageId: string): Envelope {
    const { metadata } = crank.delivery.envelope;
    return {
      type,
      source: crank.module,
      target,
      opcode,
      metadata: {
        messageId,
        timestamp: this.#wallClock.now(),
        priority: metadata.priority,
        trace: this.#identity.trace(traceIdOf(metadata.trace)),
        schemaVersion: MESSAGE_SCHEMA_VERSION,
        tenantId: crank.tenantId,
      },
    };
  }
}

/** What stays the same when a message is handled again: its id, or what its sender said makes two messages one. */
function identityOf({ source, metadata: { delivery, idempotencyKey, messageId } }: Envelope): string {
  return delivery === 'exactly-once' && idempotencyKey !== undefined ? `${source}/${idempotencyKey}` : messageId;
}

const placeOf = ({ mailbox, sender }: Admission): Pick<OutgoingMessage, 'mailbox' | 'sender'> => ({ mailbox, sender });
