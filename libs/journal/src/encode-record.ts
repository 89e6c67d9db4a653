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
 * Writes a record in its only spelling: canonical JSON, written out member by member, in half the time of objects that are
 * made to be printed. `salts`: as many as `saltsOf` says, one behind the other.
 */
export const encodeRecord = (record: CrankRecord, blob: BlobSink, salts: string): EncodedRecord =>
  encodeCrank(record, record.terms, blob, salts);

/** As `encodeRecord`, with the hash of the terms apart. */
export function encodeCrank(
  record: Omit<CrankRecord, 'terms'>,
  terms: string,
  blob: BlobSink,
  salts: string,
): EncodedRecord {
  const calls = record.calls.length === 0 ? '[]' : encodeCalls(record.calls, blob);
  const output = encodeOutput(record, blob);
  const payload = encodeText(record.payload, blob);
  const personal = record.personal === undefined ? '' : `,"personal":${canonicalJson(record.personal)}`;
  const rest = joined(encodeRest(record, terms));
  return {
    text: joined(
      `{"calls":${calls},"output":${output},"payload":${payload}${personal},"rest":${rest},"salts":"${salts}","v":2}`,
    ),
    sections: { calls, output, payload, rest },
  };
}

/**
 * The same text in one piece. Engines join texts only when somebody looks into them; until then a stored record would hold
 * on to all the pieces that it was made of. Asking for a unit is looking into it; the first of JSON is never U+0000.
 */
const joined = (text: string): string => (text.charCodeAt(0) === 0 ? '' : text);

/** How many salts a record has: one for each section, and one for the fields when it has personal ones. */
export const saltsOf = ({ personal }: Pick<CrankRecord, 'personal'>): number =>
  SECTIONS.length + (personal === undefined ? 0 : 1);

/** Whether a text is kept as a blob. */
export const isBlobText = (text: string): boolean =>
  text.length > BLOB_UNITS && !text.includes('\u0000') && text.isWellFormed();

const quoted = (text: string): string => JSON.stringify(text);

const encodeText = (text: string, blob: BlobSink): string =>
  isBlobText(text) ? `{"blob":"${blob(text)}"}` : quoted(text);

function encodeCalls(calls: readonly RecordedCall[], blob: BlobSink): string {
  let text = '[';
  for (const call of calls) text += text.length === 1 ? encodeCall(call, blob) : `,${encodeCall(call, blob)}`;
  return joined(`${text}]`);
}

function encodeCall({ syscall, args, result, state }: RecordedCall, blob: BlobSink): string {
  let text = `["${syscall}",[`;
  for (let i = 0; i < args.length; i++) text += (i === 0 ? '' : ',') + encodeValue(args[i], blob);
  text += `],${result === undefined ? 'null' : encodeResult(result, blob)}`;
  return state === 'received' ? `${text}]` : `${text},"${state}"]`;
}

const encodeResult = (result: Result<CallValue>, blob: BlobSink): string =>
  result.ok ? `[${encodeValue(result.value, blob)}]` : encodeFault(result.fault);

function encodeValue(value: CallArgument | CallValue, blob: BlobSink): string {
  if (typeof value === 'string') return encodeText(value, blob);
  if (value === undefined) return 'null';
  if (typeof value !== 'object') return `${Number(value)}`;
  const pairs = value.map((pair) => `[${encodeText(pair.key, blob)},${encodeValue(pair.value, blob)}]`);
  return `[${pairs.join()}]`;
}

function encodeOutput(
  { reply, fault, refused }: Pick<CrankRecord, 'reply' | 'fault' | 'refused'>,
  blob: BlobSink,
): string {
  const members: string[] = [];
  if (fault) members.push(`"fault":${encodeFault(fault)}`);
  if (refused) members.push(`"refused":${encodeFault(refused)}`);
  if (reply !== undefined) members.push(`"reply":${encodeText(reply, blob)}`);
  return `{${members.join()}}`;
}

const encodeFault = ({ code, message }: Fault): string => `{"code":${code},"message":${quoted(message)}}`;

const encodeRest = (record: Omit<CrankRecord, 'terms'>, terms: string): string =>
  `{"crank":${quoted(record.crank)},"ended":${encodeEnded(record.ended)},` +
  `"envelope":${encodeEnvelope(record.envelope)},"fuel":${record.fuel},` +
  `"instance":${encodeInstance(record.instance)},"outbox":${encodeIds(record.outbox)},` +
  `"process":${quoted(record.process)},"seq":${record.seq},"terms":"${terms}","time":"${record.time}"}`;

const encodeInstance = ({ before, cranks }: CrankRecord['instance']): string =>
  before === undefined ? `{"cranks":${cranks}}` : `{"before":${before},"cranks":${cranks}}`;

const encodeIds = (ids: readonly string[]): string => (ids.length === 0 ? '[]' : JSON.stringify(ids));

function encodeEnded(ended: Ended): string {
  if (ended.how === 'stopped') return `{"how":"stopped","units":${ended.units}}`;
  if (ended.how === 'recalled') return `{"how":"recalled","message":${quoted(ended.message)}}`;
  return `{"how":"${ended.how}"}`;
}

const encodeEnvelope = ({ metadata, opcode, source, target, type }: RecordedEnvelope): string =>
  `{"metadata":${encodeMetadata(metadata)},"opcode":${quoted(opcode)},"source":${quoted(source)},` +
  `"target":${quoted(target)},"type":"${type}"}`;

const encodeMetadata = (metadata: RecordedEnvelope['metadata']): string =>
  '{' +
  text('correlationId', metadata.correlationId) +
  number('deadlineMs', metadata.deadlineMs) +
  text('delivery', metadata.delivery) +
  text('idempotencyKey', metadata.idempotencyKey) +
  `"messageId":${quoted(metadata.messageId)},"priority":"${metadata.priority}",` +
  `"schemaVersion":${metadata.schemaVersion},` +
  text('tenantId', metadata.tenantId) +
  `"timestamp":${quoted(metadata.timestamp)}` +
  encodeTrace(metadata.trace) +
  (metadata.ttlMs === undefined ? '}' : `,"ttlMs":${metadata.ttlMs}}`);

/** A member that may be absent, and the comma behind it. */
const text = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `"${name}":${quoted(value)},`;
const number = (name: string, value: number | undefined): string => (value === undefined ? '' : `"${name}":${value},`);

function encodeTrace(trace: RecordedEnvelope['metadata']['trace']): string {
  if (trace === undefined) return '';
  const { traceparent, tracestate } = trace;
  const state = tracestate === undefined ? '' : `,"tracestate":${quoted(tracestate)}`;
  return `,"trace":{"traceparent":${quoted(traceparent)}${state}}`;
}
