import { SALT_DIGITS } from '@esta-logic/audit-log';
import {
  canonicalJson,
  errorNameOf,
  fail,
  ok,
  SYSCALLS,
  type Fault,
  type GuestChange,
  type Result,
  type StoredEntry,
  type SyscallName,
} from '@esta-logic/kernel-boundary';
import type { CrankRecord, Ended, RecordedEnvelope } from './crank-record.ts';
import { isBlobText, saltsOf } from './encode-record.ts';
import { isPersonalOpcode } from './personal-shape.ts';
import { problemOfEnvelope } from './recorded-envelope.ts';
import {
  CALL_SHAPES,
  type ArgumentShape,
  type CallArgument,
  type CallValue,
  type RecordedCall,
  type ValueShape,
} from './recorded-call.ts';

/** Gives the blob of a hash, or undefined when it is not at hand. */
export type BlobSource = (hash: string) => string | undefined;

/**
 * Reads a stored record. Fault: log-broken, naming what is damaged or which blob is missing. That the text is in its only
 * spelling is checked by `problemOfRecord`, which costs as much again.
 */
export function decodeRecord(text: string, blobs: BlobSource): Result<CrankRecord> {
  try {
    return ok(new RecordReader(blobs).record(JSON.parse(text)));
  } catch (problem) {
    return damaged(problem instanceof Damage ? problem.message : 'it is no JSON');
  }
}

const damaged = (what: string): Result<never> =>
  fail('log-broken', `A crank record is damaged: ${what}. Restore the data directory from a backup and compare.`);

/** What is wrong with a text as a record, in a few words; undefined when it is one, in its only spelling. Blobs are not looked at. */
export function problemOfRecord(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    new RecordReader(() => '').record(value);
    return canonicalJson(value) === text ? undefined : 'it is not in canonical form';
  } catch (problem) {
    return problem instanceof Damage ? problem.message : 'it is no JSON';
  }
}

/** Within a JSON string every quote is escaped, so these can only be members of the record itself. */
const BLOB = /\{"blob":"([0-9a-f]{64})"\}/g;
const TERMS = /"terms":"([0-9a-f]{64})"/;

/** Hashes of the blobs that a stored record needs, its terms among them. Fault: log-broken, when it names no terms. */
export function blobsOf(text: string): Result<readonly string[]> {
  const terms = TERMS.exec(text)?.[1];
  if (terms === undefined) return damaged('it names no terms');
  return ok([...new Set(Array.from(text.matchAll(BLOB), ([, hash]) => hash!)), terms]);
}

/** What makes a text no record: caught where the reading began. */
class Damage extends Error {}

type Json = Readonly<Record<string, unknown>>;
const HASH = /^[0-9a-f]{64}$/;
const HEX = /^[0-9a-f]+$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const PLAIN_ENDS: readonly unknown[] = ['returned', 'faulted', 'trapped', 'not-started', 'defect'];

class RecordReader {
  readonly #blobs: BlobSource;

  constructor(blobs: BlobSource) {
    this.#blobs = blobs;
  }

  record(value: unknown): CrankRecord {
    const { calls, output, payload, personal, rest, salts, v } = object(value, 'record', RECORD);
    if (v !== 2) throw new Damage('its version is unknown');
    if (personal !== undefined && !isPersonalOpcode(personal)) throw new Damage('what it calls personal is damaged');
    const marked = personal === undefined ? {} : { personal };
    if (typeof salts !== 'string' || salts.length !== saltsOf(marked) * SALT_DIGITS || !HEX.test(salts))
      throw new Damage('its salts are damaged');
    return {
      ...this.#rest(rest),
      ...marked,
      calls: list(calls, 'calls').map((call) => this.#call(call)),
      ...this.#output(output),
      payload: this.#text(payload, 'payload'),
    };
  }

  #rest(value: unknown): Omit<CrankRecord, 'calls' | 'payload' | 'reply' | 'fault' | 'refused'> {
    const rest = object(value, 'rest', REST);
    const { before, cranks } = object(rest['instance'], 'instance', ['before', 'cranks']);
    const { terms, time, envelope } = rest;
    if (typeof terms !== 'string' || !HASH.test(terms)) throw new Damage('its terms are no hash');
    if (typeof time !== 'string' || !INSTANT.test(time)) throw new Damage('its time is no instant');
    const problem = problemOfEnvelope(envelope);
    if (problem !== undefined) throw new Damage(problem);
    return {
      crank: string(rest['crank'], 'crank'),
      ended: readEnded(rest['ended']),
      envelope: envelope as RecordedEnvelope,
      fuel: count(rest['fuel'], 'fuel'),
      instance: {
        cranks: count(cranks, 'instance'),
        ...(before === undefined ? {} : { before: count(before, 'instance') }),
      },
      outbox: list(rest['outbox'], 'outbox').map((id) => string(id, 'outbox')),
      process: string(rest['process'], 'process'),
      seq: count(rest['seq'], 'seq'),
      terms,
      time,
    };
  }

  #output(value: unknown): Pick<CrankRecord, 'reply' | 'fault' | 'refused'> {
    const { fault, refused, reply } = object(value, 'output', ['fault', 'refused', 'reply']);
    return {
      ...(fault === undefined ? {} : { fault: readFault(fault) }),
      ...(refused === undefined ? {} : { refused: readFault(refused) }),
      ...(reply === undefined ? {} : { reply: this.#text(reply, 'reply') }),
    };
  }

  #call(value: unknown): RecordedCall {
    const [name, args, result, state = 'received', ...more] = list(value, 'call');
    if (typeof name !== 'string' || !Object.hasOwn(SYSCALLS, name)) throw new Damage('it makes an unknown call');
    const syscall = name as SyscallName;
    if (
      more.length > 0 ||
      !['received', 'finished', 'pending'].includes(state as string) ||
      (value as unknown[])[3] === 'received'
    )
      throw new Damage(`the state of a ${syscall} is damaged`);
    const shape = CALL_SHAPES[syscall];
    const given = list(args, syscall);
    if (given.length !== shape.args.length || (state === 'pending') !== (result === null))
      throw new Damage(`a ${syscall} is damaged`);
    return {
      syscall,
      args: shape.args.map((kind, i) => this.#argument(given[i], kind, syscall)),
      state: state as RecordedCall['state'],
      result: result === null ? undefined : this.#result(result, shape.value, syscall),
    };
  }

  #argument(value: unknown, shape: ArgumentShape, syscall: string): CallArgument {
    if (shape === 'text') return this.#text(value, syscall);
    if (shape === 'number') return integer(value, syscall);
    if (shape === 'optional') return value === null ? undefined : this.#text(value, syscall);
    return this.#pairs(value, syscall);
  }

  #result(value: unknown, shape: ValueShape, syscall: string): Result<CallValue> {
    if (!Array.isArray(value)) return { ok: false, fault: readFault(value) };
    if (value.length !== 1) throw new Damage(`the result of a ${syscall} is damaged`);
    return ok(this.#value(value[0], shape, syscall));
  }

  #value(value: unknown, shape: ValueShape, syscall: string): CallValue {
    if (shape === 'text') return this.#text(value, syscall);
    if (shape === 'number') return integer(value, syscall);
    if (shape === 'instant') return BigInt(integer(value, syscall));
    if (shape === 'entries') {
      const entries = this.#pairs(value, syscall);
      if (entries.some((entry) => entry.value === undefined)) throw new Damage(`a page of a ${syscall} is damaged`);
      return entries as readonly StoredEntry[];
    }
    if (value === null) return undefined;
    if (shape === 'nothing') throw new Damage(`the result of a ${syscall} is damaged`);
    return this.#text(value, syscall);
  }

  #pairs(value: unknown, syscall: string): readonly GuestChange[] {
    return list(value, syscall).map((pair) => {
      const [key, text, ...more] = list(pair, syscall);
      if (more.length > 0) throw new Damage(`a pair of a ${syscall} is damaged`);
      return { key: this.#text(key, syscall), value: text === null ? undefined : this.#text(text, syscall) };
    });
  }

  #text(value: unknown, where: string): string {
    if (typeof value === 'string') {
      if (isBlobText(value)) throw new Damage(`a text of its ${where} should be a blob`);
      return value;
    }
    const { blob } = object(value, where, ['blob']);
    if (typeof blob !== 'string' || !HASH.test(blob)) throw new Damage(`a blob of its ${where} has no hash`);
    const text = this.#blobs(blob);
    if (text === undefined) throw new Damage(`the blob ${blob} of its ${where} is missing`);
    return text;
  }
}

const RECORD = ['calls', 'output', 'payload', 'personal', 'rest', 'salts', 'v'];
const REST = ['crank', 'ended', 'envelope', 'fuel', 'instance', 'outbox', 'process', 'seq', 'terms', 'time'];

function object(value: unknown, where: string, members: readonly string[]): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Damage(`its ${where} is damaged`);
  for (const name of Object.keys(value))
    if (!members.includes(name)) throw new Damage(`its ${where} has an unknown member ${name.slice(0, 64)}`);
  return value as Json;
}

function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Damage(`its ${where} is no list`);
  return value;
}

function string(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new Damage(`its ${where} is no text`);
  return value;
}

function integer(value: unknown, where: string): number {
  if (!Number.isSafeInteger(value)) throw new Damage(`a number of its ${where} is damaged`);
  return value as number;
}

function count(value: unknown, where: string): number {
  if (integer(value, where) < 0) throw new Damage(`a number of its ${where} is damaged`);
  return value as number;
}

function readFault(value: unknown): Fault {
  const { code, message } = object(value, 'fault', ['code', 'message']);
  const name = typeof code === 'number' ? errorNameOf(code) : undefined;
  if (name === undefined) throw new Damage('a fault has an unknown code');
  return { code: code as number, name, message: string(message, 'fault') };
}

function readEnded(value: unknown): Ended {
  const { how, units, message } = object(value, 'end', ['how', 'units', 'message']);
  if (how === 'stopped' && message === undefined) return { how, units: count(units, 'end') };
  if (how === 'recalled' && units === undefined) return { how, message: string(message, 'end') };
  if (!PLAIN_ENDS.includes(how) || units !== undefined || message !== undefined) throw new Damage('its end is damaged');
  return { how: how as 'returned' };
}
