import { canonicalJson, fail, ok, type Result, type SyscallName } from '@esta-logic/kernel-boundary';
import { isHash } from './hex.ts';
import { isSalt } from './salts.ts';

/**
 * The grammar of a record: one JSON object in canonical form (RFC 8785), stored as that text under its sequence number.
 *
 *   record   = { "v": 2, "seq": <number of records before it>, "salt": <salt>, "kind": <kind>, "time": <instant>,
 *                "writes": <hash>?, ...fields of the kind }
 *   hash     = 64 lower-case hexadecimal digits
 *   salt     = 32 random lower-case hexadecimal digits (salts.ts): what makes the record impossible to guess
 *   instant  = YYYY-MM-DDTHH:MM:SS.mmmZ
 *   writes   = SHA-256 of the list of what else its batch wrote (other-writes.ts); absent when there is none
 *   leaf     = SHA-256(0x00 || SHA-256(record)), RFC 6962
 *   fields   = the table FIELDS below; a field that is not in it is an error, and `?` marks those that may be absent
 *
 * A field is never renamed or removed and its meaning never changes: records of old releases stay verifiable.
 */
export type AuditEvent = { readonly time: string } & (
  | { readonly kind: 'boot'; readonly version: string; readonly recovered: number }
  | { readonly kind: 'stop' }
  | {
      readonly kind: 'module.installed';
      readonly module: string;
      readonly version: string;
      readonly hash: string;
      readonly replaces?: string;
      /** Of the manifest that it was installed under. */
      readonly manifestHash?: string;
    }
  | {
      readonly kind: 'module.refused';
      readonly module: string;
      readonly outcome: number;
      readonly what: string;
      readonly hash?: string;
    }
  | ({ readonly kind: 'capability.granted' } & CapabilityFields)
  | ({ readonly kind: 'capability.denied' } & CapabilityFields)
  | ({ readonly kind: 'capability.revoked' } & CapabilityFields)
  | CrankEvent
  | {
      readonly kind: 'audit';
      readonly process: string;
      readonly module: string;
      readonly messageId: string;
      readonly record: unknown;
    }
  | {
      readonly kind: 'syscall.denied';
      readonly process: string;
      readonly module: string;
      readonly messageId: string;
      readonly syscall: SyscallName;
      readonly outcome: number;
      readonly what: string;
    }
  | {
      readonly kind: 'message.refused';
      readonly messageId: string;
      readonly source: string;
      readonly target: string;
      readonly opcode: string;
      readonly outcome: number;
    }
  | {
      readonly kind: 'message.dead-lettered';
      readonly messageId: string;
      readonly source: string;
      readonly target: string;
      readonly opcode: string;
      readonly outcome: number;
    }
  | {
      readonly kind: 'dead-letter.retried' | 'dead-letter.discarded';
      readonly letter: number;
      readonly messageId: string;
      readonly source: string;
      readonly target: string;
      readonly opcode: string;
    }
  | { readonly kind: 'configuration.changed'; readonly name: string; readonly hash: string }
  | {
      /** The key that signs checkpoints from now on; `note` is its rotation, signed by the key before (key-chain.ts). */
      readonly kind: 'log.key';
      readonly key: string;
      readonly note?: string;
    }
  | {
      readonly kind: 'process.changed';
      readonly process: string;
      readonly module: string;
      readonly from: string;
      readonly to: string;
      readonly what?: string;
    }
);

export interface CapabilityFields {
  readonly module: string;
  readonly capability: string;
  readonly label: string;
  readonly resourceType: string;
  readonly resourcePath: string;
  readonly tenantId: string;
  readonly rights: readonly string[];
  readonly process?: string;
  readonly what?: string;
}

/**
 * Commitments to the four sections of the crank record, in lower-case hexadecimal, each under a salt of its own: whoever
 * is shown one section can check it and learns nothing of the others.
 */
export interface CrankSections {
  readonly calls: string;
  readonly output: string;
  readonly payload: string;
  readonly rest: string;
}

/** One delivery and what came of it: payloads and values themselves are not in the log. */
export interface CrankEvent {
  readonly kind: 'crank';
  readonly process: string;
  readonly module: string;
  /** Of the component's bytes. */
  readonly hash: string;
  readonly messageId: string;
  readonly source: string;
  readonly opcode: string;
  /** `committed`, or the code of the fault. */
  readonly outcome: 'committed' | number;
  readonly sections: CrankSections;
  /** Message ids that left with the commit, in order. */
  readonly outbox: readonly string[];
  readonly syscalls: number;
  readonly tenantId?: string;
  readonly fuel?: number;
}

export type AuditKind = AuditEvent['kind'];
/** A record as it is stored. */
export type AuditRecord = AuditEvent & {
  readonly v: 2;
  readonly seq: number;
  readonly salt: string;
  readonly writes?: string;
};

/** The record of a crank. */
export type CrankLogRecord = Extract<AuditRecord, { readonly kind: 'crank' }>;

type FieldType = 'text' | 'hash' | 'count' | 'outcome' | 'texts' | 'sections' | 'json';
type FieldTable = Readonly<Record<string, FieldType | `${FieldType}?`>>;

const CAPABILITY: FieldTable = {
  module: 'text',
  capability: 'text',
  label: 'text',
  resourceType: 'text',
  resourcePath: 'text',
  tenantId: 'text',
  rights: 'texts',
  process: 'text?',
  what: 'text?',
};
const LETTER: FieldTable = { letter: 'count', messageId: 'text', source: 'text', target: 'text', opcode: 'text' };
const MESSAGE: FieldTable = { messageId: 'text', source: 'text', target: 'text', opcode: 'text', outcome: 'count' };

export const FIELDS: Readonly<Record<AuditKind, FieldTable>> = {
  boot: { version: 'text', recovered: 'count' },
  stop: {},
  'module.installed': { module: 'text', version: 'text', hash: 'hash', replaces: 'hash?', manifestHash: 'hash?' },
  'module.refused': { module: 'text', outcome: 'count', what: 'text', hash: 'hash?' },
  'capability.granted': CAPABILITY,
  'capability.denied': CAPABILITY,
  'capability.revoked': CAPABILITY,
  crank: {
    process: 'text',
    module: 'text',
    hash: 'hash',
    messageId: 'text',
    source: 'text',
    opcode: 'text',
    outcome: 'outcome',
    sections: 'sections',
    outbox: 'texts',
    syscalls: 'count',
    tenantId: 'text?',
    fuel: 'count?',
  },
  audit: { process: 'text', module: 'text', messageId: 'text', record: 'json' },
  'syscall.denied': {
    process: 'text',
    module: 'text',
    messageId: 'text',
    syscall: 'text',
    outcome: 'count',
    what: 'text',
  },
  'message.refused': MESSAGE,
  'message.dead-lettered': MESSAGE,
  'dead-letter.retried': LETTER,
  'dead-letter.discarded': LETTER,
  'configuration.changed': { name: 'text', hash: 'hash' },
  'log.key': { key: 'text', note: 'text?' },
  'process.changed': { process: 'text', module: 'text', from: 'text', to: 'text', what: 'text?' },
};

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const HEADER = new Set(['v', 'seq', 'salt', 'kind', 'time', 'writes']);

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const FITS: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  hash: isHash,
  count: isCount,
  outcome: (value) => value === 'committed' || isCount(value),
  sections: (value) => isSections(value),
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  json: (value) => value !== undefined && isShallow(value, JSON_DEPTH),
};

const SECTIONS = ['calls', 'output', 'payload', 'rest'];

/** Members in sorted order, so that JSON.stringify prints them in canonical form. */
const isSections = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([name, hash], i) => name === SECTIONS[i] && isHash(hash)) &&
  Object.keys(value).length === SECTIONS.length;

/** A value nested without bound could be parsed and then not be written: whoever reads the log must not need a deep stack. */
const JSON_DEPTH = 64;

const isShallow = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (depth > 0 && Object.values(value).every((member) => isShallow(member, depth - 1)));

/** All fields of a kind in the order of canonical JSON; undefined where a field is free-form and only the general encoder will do. */
const ORDER = Object.fromEntries(
  Object.entries(FIELDS).map(([kind, fields]) => [
    kind,
    Object.values(fields).includes('json') ? undefined : [...HEADER, ...Object.keys(fields)].sort(),
  ]),
) as Readonly<Record<AuditKind, readonly string[] | undefined>>;

/**
 * The text that is stored and hashed: canonical JSON. A flat object whose members were added in sorted order is
 * canonical as JSON.stringify prints it, in a third of the general encoder's time. `writes`: the hash of the list of
 * other writes, when there is one.
 */
export function encodeRecord(event: AuditEvent, seq: number, salt: string, writes?: string): string {
  if (event.kind === 'crank') return encodeCrank(event, seq, salt, writes);
  const record = { ...event, seq, salt, v: 2, ...(writes === undefined ? {} : { writes }) };
  const order = ORDER[event.kind];
  if (order === undefined) return canonicalJson(record);
  const sorted: Record<string, unknown> = {};
  for (const name of order) sorted[name] = record[name as keyof typeof record];
  return JSON.stringify(sorted);
}

/** Nearly every record is of a crank: written out, in a third of the time of an object that is made to be printed. */
function encodeCrank(
  event: CrankEvent & { readonly time: string },
  seq: number,
  salt: string,
  writes?: string,
): string {
  const { fuel, hash, messageId, module, opcode, outbox, outcome, process, sections, source, syscalls, tenantId } =
    event;
  return (
    (fuel === undefined ? '{' : `{"fuel":${fuel},`) +
    `"hash":"${hash}","kind":"crank","messageId":${JSON.stringify(messageId)},"module":${JSON.stringify(module)},` +
    `"opcode":${JSON.stringify(opcode)},"outbox":${outbox.length === 0 ? '[]' : JSON.stringify(outbox)},` +
    `"outcome":${outcome === 'committed' ? '"committed"' : outcome},"process":${JSON.stringify(process)},` +
    `"salt":"${salt}","sections":{"calls":"${sections.calls}","output":"${sections.output}",` +
    `"payload":"${sections.payload}","rest":"${sections.rest}"},"seq":${seq},"source":${JSON.stringify(source)},` +
    `"syscalls":${syscalls},` +
    (tenantId === undefined ? '' : `"tenantId":${JSON.stringify(tenantId)},`) +
    `"time":"${event.time}","v":2` +
    (writes === undefined ? '}' : `,"writes":"${writes}"}`)
  );
}

/** What keeps an event out of the log, in a few words; undefined when it can be appended. What guests hand in is checked with it first. */
export function problemOfEvent(event: AuditEvent): string | undefined {
  if (!INSTANT.test(event.time)) return 'its time is no instant';
  const fields = fieldsOf(event.kind);
  return fields === undefined ? 'its kind is unknown' : problemOfFields(event, fields);
}

/** What is wrong with a stored text as a record, in a few words; undefined when it is one, in its only spelling. */
export function problemOfRecord(text: string): string | undefined {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is no JSON object';
  const record = value as Record<string, unknown>;
  if (!isShallow(record, JSON_DEPTH + 1) || canonicalJson(record) !== text) return 'it is not in canonical form';
  if (record['v'] !== 2 || !isCount(record['seq']) || !isSalt(record['salt'])) return 'its header is damaged';
  if (!(record['writes'] === undefined || isHash(record['writes']))) return 'its header is damaged';
  if (typeof record['time'] !== 'string' || !INSTANT.test(record['time'])) return 'its time is no instant';
  const fields = fieldsOf(record['kind']);
  return fields === undefined ? 'its kind is unknown' : problemOfFields(record, fields);
}

/** A record from elsewhere. Fault: not-proved, when the text is no record in its only spelling. */
export function decodeAuditRecord(text: string): Result<AuditRecord> {
  const problem = problemOfRecord(text);
  return problem === undefined
    ? ok(JSON.parse(text) as AuditRecord)
    : fail('not-proved', `This is no record of an audit log: ${problem}.`);
}

const fieldsOf = (kind: unknown): FieldTable | undefined =>
  Object.hasOwn(FIELDS, String(kind)) ? FIELDS[kind as AuditKind] : undefined;

function problemOfFields(given: object, fields: FieldTable): string | undefined {
  const record = given as Readonly<Record<string, unknown>>;
  for (const [name, type] of Object.entries(fields)) {
    if (record[name] === undefined && type.endsWith('?')) continue;
    if (!FITS[type.replace('?', '') as FieldType](record[name])) return `its field ${name} is damaged`;
  }
  const unknown = Object.keys(record).find((name) => !Object.hasOwn(fields, name) && !HEADER.has(name));
  return unknown === undefined ? undefined : `it has an unknown field ${unknown}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
