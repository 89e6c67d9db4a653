import type { Fault } from './errors.ts';

/** What a message is for. Commands change state and are delivered at least once; Queries only ask. */
export const MESSAGE_TYPES = ['Event', 'Command', 'Response', 'Query', 'System'] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** Lowest first, so that a priority's index is its rank. */
export const MESSAGE_PRIORITIES = ['background', 'low', 'normal', 'high', 'critical'] as const;
export type MessagePriority = (typeof MESSAGE_PRIORITIES)[number];

export const DELIVERY_MODES = ['at-most-once', 'at-least-once', 'exactly-once'] as const;
export type DeliveryMode = (typeof DELIVERY_MODES)[number];

/** W3C trace context (https://www.w3.org/TR/trace-context/): every message of one cause shares its trace id. */
export interface TraceContext {
  readonly traceparent: string;
  readonly tracestate?: string;
}

export interface MessageMetadata {
  /** Unique within a data directory. */
  readonly messageId: string;
  /** The message that this one answers. */
  readonly correlationId?: string;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly priority: MessagePriority;
  /** Milliseconds after `timestamp` at which an undelivered message expires. */
  readonly ttlMs?: number;
  /** Milliseconds after `timestamp` at which the sender no longer wants the reply; calls made for the message inherit what is left. */
  readonly deadlineMs?: number;
  readonly trace?: TraceContext;
  /** Version of this envelope's schema: 1. */
  readonly schemaVersion: number;
  readonly tenantId?: string;
  readonly delivery?: DeliveryMode;
  /** With `exactly-once`: two messages of one source with the same key are handled once. */
  readonly idempotencyKey?: string;
}

/** The canonical message: the only way in or out of a process. */
export interface IPCMessage<T = unknown> {
  readonly type: MessageType;
  /** Module id of the sender, or `client` for a caller outside the kernel. */
  readonly source: string;
  readonly target: string;
  /** For example `accrual.calculate`. */
  readonly opcode: string;
  readonly payload: T;
  readonly metadata: MessageMetadata;
}

export const MESSAGE_SCHEMA_VERSION = 1;
/** The tenant of a deployment that serves one employer. */
export const DEFAULT_TENANT = 'default';
/** The source of messages that come from outside the kernel. */
export const CLIENT_SOURCE = 'client';
/** At the other end of a channel it means every module that takes the opcode as an Event. */
export const BROADCAST_TARGET = 'broadcast';
/** Names that no module can have. */
export const RESERVED_NAMES: readonly string[] = [CLIENT_SOURCE, BROADCAST_TARGET];

/** What `kernel.send` takes: the canonical message without what the kernel fills in. */
export interface SendRequest<T = unknown> {
  readonly type: MessageType;
  readonly target: string;
  readonly opcode: string;
  readonly payload: T;
  readonly priority?: MessagePriority;
  readonly ttlMs?: number;
  /** Milliseconds from now within which the reply is wanted; after them the work is ended and the reply is `timeout`. */
  readonly deadlineMs?: number;
  readonly tenantId?: string;
  readonly delivery?: DeliveryMode;
  readonly idempotencyKey?: string;
  readonly correlationId?: string;
  /** Messages of one stream are taken in the order of their numbers, from 1, however they arrive. */
  readonly stream?: string;
  /** The number in its stream. */
  readonly number?: number;
}

/** What `kernel.broadcast` takes: one Event for each module that takes its opcode as one. */
export type BroadcastRequest<T = unknown> = Omit<SendRequest<T>, 'type' | 'target' | 'stream' | 'number'>;

/** How a broadcast ended for one module. */
export interface BroadcastReply {
  readonly target: string;
  readonly reply: Reply;
}

/** What became of a guest's broadcast for one module: the id of the message that leaves with the crank, or why none does. */
export type BroadcastOutcome =
  | { readonly target: string; readonly messageId: string }
  | { readonly target: string; readonly fault: { readonly code: number; readonly message: string } };

/** How a request ended, as its sender sees it. Never thrown: a fault is a normal answer. */
export type Reply<T = unknown> =
  | { readonly ok: true; readonly payload: T; readonly messageId: string }
  | { readonly ok: false; readonly error: Fault; readonly messageId: string };
