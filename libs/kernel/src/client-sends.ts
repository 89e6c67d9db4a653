import { senderOf, type Admission, type BucketRate, type IpcRouter } from '@esta-logic/ipc-router';
import {
  CLIENT_SOURCE,
  fail,
  MESSAGE_SCHEMA_VERSION,
  type Clock,
  type CrashPoint,
  type HostLoop,
  type KernelObserver,
  type MessageMetadata,
  type Result,
  type SendRequest,
  type TraceContext,
} from '@esta-logic/kernel-boundary';
import { refusal, type ClientAnswer } from './client-answer.ts';
import type { Committer } from './committer.ts';
import { watchDeadline } from './deadlines.ts';
import type { Identity } from './identity.ts';
import { NumberedStreams } from './numbered-streams.ts';
import { admitWhenRoom, mayWaitForPlace, PLACE_MILLISECONDS } from './place-wait.ts';
import type { Post } from './post.ts';
import type { ProcessRegistry } from './process-registry.ts';
import { TenantRate } from './tenant-rate.ts';
import type { WallClock } from './wall-clock.ts';

export interface ClientSendsParts {
  readonly router: IpcRouter;
  readonly registry: ProcessRegistry;
  readonly clock: Clock;
  readonly wallClock: WallClock;
  readonly loop: HostLoop;
  readonly observe: KernelObserver;
  readonly reached: CrashPoint;
  readonly identity: Identity;
  readonly post: Post;
  readonly committer: Committer;
  /** Why nothing is taken from outside now; undefined while messages are. */
  readonly closed: () => string | undefined;
  /** What tenants may send; not bounded without it. */
  readonly tenantRate: BucketRate | undefined;
}

/** Takes messages from outside the kernel: admits them, makes their envelope, and hands back their reply. */
export class ClientSends {
  readonly #parts: ClientSendsParts;
  readonly #rate: TenantRate | undefined;
  readonly #streams: NumberedStreams;

  constructor(parts: ClientSendsParts) {
    const { clock, loop, observe, tenantRate } = parts;
    this.#parts = parts;
    this.#rate = tenantRate && new TenantRate(tenantRate, clock);
    this.#streams = new NumberedStreams({ clock, loop, observe, take: (request) => this.#take(request) });
  }

  /** Sends a decoded request; resolves with the reply, or with the fault for which it was not taken. */
  send(request: SendRequest): Promise<ClientAnswer> {
    const tooMuch = this.#rate?.take(request.tenantId);
    if (tooMuch) return Promise.resolve(refusal(tooMuch));
    return request.stream === undefined ? this.#take(request) : this.#streams.send(request);
  }

  /** Those that wait for earlier messages of their streams go on without them. */
  stop(): void {
    this.#streams.stop();
  }

  #take(request: SendRequest): Promise<ClientAnswer> {
    const { router, loop, clock } = this.#parts;
    const { target, tenantId, deadlineMs, ttlMs } = request;
    const admitted = this.#admit(request);
    if (!mayWaitForPlace(router, admitted, target, [])) return this.#accept(request, admitted);
    const from = clock.monotonic();
    return new Promise((resolve) => {
      admitWhenRoom(
        router,
        loop,
        { target, sender: senderOf(CLIENT_SOURCE, tenantId) },
        Math.min(deadlineMs ?? ttlMs ?? PLACE_MILLISECONDS, PLACE_MILLISECONDS),
        () => this.#admit(request),
        (later) => resolve(this.#accept(request, later, clock.monotonic() - from)),
      );
    });
  }

  #admit({ type, target, opcode, payload, tenantId }: SendRequest): Result<Admission> {
    const closed = this.#parts.closed();
    return closed === undefined
      ? this.#parts.router.admit(
          { source: CLIENT_SOURCE, target, type, opcode, callers: [], tenantId },
          { value: payload },
        )
      : fail('not-ready', closed);
  }

  /** `waited`: milliseconds that the sender was kept waiting for a place. */
  #accept(request: SendRequest, admitted: Result<Admission>, waited = 0): Promise<ClientAnswer> {
    const { identity, observe, clock, wallClock, post } = this.#parts;
    const { type, target, opcode, deadlineMs, ttlMs } = request;
    const { messageId, trace } = identity.nextRoot();
    if (!admitted.ok) {
      observe({ kind: 'message.refused', target, opcode, fault: admitted.fault });
      return Promise.resolve(refusal(admitted.fault, messageId));
    }
    const { mailbox, sender, payload } = admitted.value;
    const left = deadlineMs === undefined ? undefined : Math.max(0, deadlineMs - waited);
    const envelope = {
      type,
      source: CLIENT_SOURCE,
      target,
      opcode,
      metadata: metadataOf(request, messageId, trace, wallClock.now()),
    };
    const delivery = {
      envelope,
      payload,
      callers: [],
      expiresAt: ttlMs === undefined ? Infinity : clock.monotonic() + ttlMs,
      deadline: left === undefined ? undefined : clock.monotonic() + left,
      stream: request.stream,
    };
    observe({ kind: 'message.accepted', messageId, target, opcode });
    this.#parts.reached('accepted');
    return new Promise((resolve) => {
      const watch =
        left === undefined
          ? undefined
          : watchDeadline(this.#parts, target, messageId, left, (reply) => resolve({ reply, value: undefined }));
      post.dispatch({ mailbox, sender, delivery }, (reply, value) => {
        watch?.();
        resolve({ reply, value });
      });
    });
  }
}

function metadataOf(request: SendRequest, messageId: string, trace: TraceContext, timestamp: string): MessageMetadata {
  const { priority = 'normal', ttlMs, deadlineMs, tenantId, delivery, idempotencyKey, correlationId } = request;
  const metadata: Writable<MessageMetadata> = {
    messageId,
    timestamp,
    priority,
    trace,
    schemaVersion: MESSAGE_SCHEMA_VERSION,
  };
  if (ttlMs !== undefined) metadata.ttlMs = ttlMs;
  if (deadlineMs !== undefined) metadata.deadlineMs = deadlineMs;
  if (tenantId !== undefined) metadata.tenantId = tenantId;
  if (delivery !== undefined) metadata.delivery = delivery;
  if (idempotencyKey !== undefined) metadata.idempotencyKey = idempotencyKey;
  if (correlationId !== undefined) metadata.correlationId = correlationId;
  return metadata;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };
