import {
  DEFAULT_TENANT,
  DELIVERY_MODES,
  isModuleName,
  isOpcode,
  MESSAGE_PRIORITIES,
  MESSAGE_TYPES,
  type GuestEnvelope,
} from '@esta-logic/kernel-boundary';
import type { RecordedEnvelope } from './crank-record.ts';

/** A message as a guest sees it: the kernel hands it over like this, and so does whoever runs the crank again. */
export function guestEnvelope({ type, source, opcode, metadata }: RecordedEnvelope, payload: string): GuestEnvelope {
  return {
    kind: type,
    source,
    opcode,
    payload,
    messageId: metadata.messageId,
    correlationId: metadata.correlationId,
    timestamp: metadata.timestamp,
    tenantId: metadata.tenantId ?? DEFAULT_TENANT,
  };
}

type Check = (value: unknown) => boolean;
const text: Check = (value) => typeof value === 'string';
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const oneOf =
  (choices: readonly string[]): Check =>
  (value) =>
    choices.includes(value as string);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const trace: Check = (value) => fits(value, { traceparent: text, tracestate: optional(text) });

const METADATA: Readonly<Record<string, Check>> = {
  correlationId: optional(text),
  deadlineMs: optional(count),
  delivery: optional(oneOf(DELIVERY_MODES)),
  idempotencyKey: optional(text),
  messageId: text,
  priority: oneOf(MESSAGE_PRIORITIES),
  schemaVersion: count,
  tenantId: optional(text),
  timestamp: text,
  trace: optional(trace),
  ttlMs: optional(count),
};
const ENVELOPE: Readonly<Record<string, Check>> = {
  metadata: (value) => fits(value, METADATA),
  opcode: isOpcode,
  source: text,
  target: isModuleName,
  type: oneOf(MESSAGE_TYPES),
};

function fits(value: unknown, members: Readonly<Record<string, Check>>): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const object = value as Readonly<Record<string, unknown>>;
  for (const name in members) if (!members[name]!(object[name])) return false;
  for (const name in object) if (!Object.hasOwn(members, name)) return false;
  return true;
}

/** What is wrong with a value as the envelope of a record; undefined when it is one. */
export const problemOfEnvelope = (value: unknown): string | undefined =>
  fits(value, ENVELOPE) ? undefined : 'its envelope is damaged';
