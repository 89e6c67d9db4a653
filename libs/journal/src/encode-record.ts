import { canonicalJson, type Fault, type Result } from '@esta-logic/kernel-boundary';
import {
  BLOB_UNITS,
  SECTIONS,
  type CrankRecord,
  type Ended,
  type RecordedEnvelope,
  type Section,
} from './crank-record.ts';
import type { CallArgument, CallValue, RecordedCall } from './recorded-call.ts';

/** Takes a text that is kept as a blob and gives its hash. */
export type BlobSink = (text: string) => string;

/** A record as it is stored, and the texts that its audit record commits to: `text` is made of them. */
export interface EncodedRecord {
  readonly text: string;
  readonly sections: Readonly<Record<Section, string>>;
}

/**
 * Writes a record in its only spelling. Objects are made with sorted members, so that JSON.stringify is canonical.
 * `salts`: as many as `saltsOf` says, one behind the other.
 */
export function encodeRecord(record: CrankRecord, blob: BlobSink, salts: string): EncodedRecord {
  const calls = JSON.stringify(record.calls.map((call) => encodeCall(call, blob)));
  const output = JSON.stringify(encodeOutput(record, blob));
  const payload = JSON.stringify(encodeText(record.payload, blob));
  const personal = record.personal === undefined ? '' : `,"personal":${canonicalJson(record.personal)}`;
  const rest = JSON.stringify(encodeRest(record));
  return {
    text: `{"calls":${calls},"output":${output},"payload":${payload}${personal},"rest":${rest},"salts":"${salts}","v":2}`,
    sections: { calls, output, payload, rest },
  };
}

/** How many salts a record has: one for each section, and one for the fields when it has personal ones. */
export const saltsOf = ({ personal }: Pick<CrankRecord, 'personal'>): number =>
  SECTIONS.length + (personal === undefined ? 0 : 1);

/** Whether a text is kept as a blob. */
export const isBlobText = (text: string): boolean =>
  text.length > BLOB_UNITS && !text.includes('\u0000') && text.isWellFormed();

const encodeText = (text: string, blob: BlobSink): unknown => (isBlobText(text) ? { blob: blob(text) } : text);

function encodeCall({ syscall, args, result, state }: RecordedCall, blob: BlobSink): unknown[] {
  const encoded = [
    syscall,
    args.map((argument) => encodeValue(argument, blob)),
    result === undefined ? null : encodeResult(result, blob),
  ];
  if (state !== 'received') encoded.push(state);
  return encoded;
}

const encodeResult = (result: Result<CallValue>, blob: BlobSink): unknown =>
  result.ok ? [encodeValue(result.value, blob)] : encodeFault(result.fault);

function encodeValue(value: CallArgument | CallValue, blob: BlobSink): unknown {
  if (typeof value === 'string') return encodeText(value, blob);
  if (typeof value === 'number') return value;
  if (value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  return value.map((pair) => [
    encodeText(pair.key, blob),
    pair.value === undefined ? null : encodeText(pair.value, blob),
  ]);
}

const encodeFault = ({ code, message }: Fault): unknown => ({ code, message });

const encodeOutput = ({ reply, fault, refused }: CrankRecord, blob: BlobSink): unknown => ({
  fault: fault && encodeFault(fault),
  refused: refused && encodeFault(refused),
  reply: reply === undefined ? undefined : encodeText(reply, blob),
});

const encodeRest = (record: CrankRecord): unknown => ({
  crank: record.crank,
  ended: encodeEnded(record.ended),
  envelope: encodeEnvelope(record.envelope),
  fuel: record.fuel,
  instance: { before: record.instance.before, cranks: record.instance.cranks },
  outbox: record.outbox,
  process: record.process,
  seq: record.seq,
  terms: record.terms,
  time: record.time,
});

const encodeEnded = (ended: Ended): unknown =>
  ended.how === 'stopped'
    ? { how: ended.how, units: ended.units }
    : ended.how === 'recalled'
      ? { how: ended.how, message: ended.message }
      : { how: ended.how };

const encodeEnvelope = ({ metadata, opcode, source, target, type }: RecordedEnvelope): unknown => ({
  metadata: {
    correlationId: metadata.correlationId,
    deadlineMs: metadata.deadlineMs,
    delivery: metadata.delivery,
    idempotencyKey: metadata.idempotencyKey,
    messageId: metadata.messageId,
    priority: metadata.priority,
    schemaVersion: metadata.schemaVersion,
    tenantId: metadata.tenantId,
    timestamp: metadata.timestamp,
    trace: metadata.trace && { traceparent: metadata.trace.traceparent, tracestate: metadata.trace.tracestate },
    ttlMs: metadata.ttlMs,
  },
  opcode,
  source,
  target,
  type,
});
