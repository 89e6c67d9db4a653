import { SALT_DIGITS } from '@esta-logic/audit-log';
import { SECTIONS, type Section } from './crank-record.ts';
import { isPersonalOpcode, type PersonalOpcode } from './personal-shape.ts';

/** What an audit record commits to in a section: SHA-256 of the salt and the text. */
export interface SectionText {
  readonly salt: string;
  readonly text: string;
}

/** A stored record in its parts, as they stand in it. */
export interface RecordParts {
  readonly sections: Readonly<Record<Section, SectionText>>;
  readonly personal?: PersonalOpcode;
  /** For the fields; undefined without `personal`. */
  readonly fieldSalt?: string;
}

const CALLS = '{"calls":';
const OUTPUT = ',"output":';
const PAYLOAD = ',"payload":';
const PERSONAL = ',"personal":';
/** The first member of the rest belongs to the mark. */
const REST = ',"rest":{"crank":';
const SALTS = ',"salts":"';
const TAIL = '","v":2}';

/** The record that has these sections, and marks nothing as personal. */
export function recordOf({ calls, output, payload, rest }: RecordParts['sections']): string {
  const salts = `${calls.salt}${output.salt}${payload.salt}${rest.salt}`;
  return `${CALLS}${calls.text}${OUTPUT}${output.text}${PAYLOAD}${payload.text},"rest":${rest.text}${SALTS}${salts}${TAIL}`;
}

/** The salt of a section among those of its record. */
export function saltOf(salts: string, section: Section): string {
  const from = SECTIONS.indexOf(section) * SALT_DIGITS;
  return salts.slice(from, from + SALT_DIGITS);
}

/** The salt of the fields among those of its record: the last. */
export const fieldSaltOf = (salts: string): string => salts.slice(SECTIONS.length * SALT_DIGITS);

/**
 * The parts of a stored record, cut out of its text; undefined when it is not put together as records are. Their names
 * are members of the record in this order, and none of a member before them: inside of a text a quotation mark is
 * escaped. What is personal may name any members, but none of them is an object that begins with a member `crank`.
 */
export function recordParts(record: string): RecordParts | undefined {
  const output = record.indexOf(OUTPUT);
  const payload = record.indexOf(PAYLOAD, output);
  const personal = record.indexOf(PERSONAL, payload);
  const rest = record.indexOf(REST, payload);
  const isMarked = personal >= 0 && personal < rest;
  const salted = record.length - TAIL.length - (SECTIONS.length + (isMarked ? 1 : 0)) * SALT_DIGITS;
  const restEnd = salted - SALTS.length;
  const isInOrder = 0 < output && output < payload && payload < rest && rest < restEnd;
  if (!isInOrder || !record.startsWith(CALLS) || !record.startsWith(SALTS, restEnd) || !record.endsWith(TAIL))
    return undefined;
  const salts = record.slice(salted, record.length - TAIL.length);
  const section = (name: Section, from: number, to: number): SectionText => ({
    salt: saltOf(salts, name),
    text: record.slice(from, to),
  });
  const sections = {
    calls: section('calls', CALLS.length, output),
    output: section('output', output + OUTPUT.length, payload),
    payload: section('payload', payload + PAYLOAD.length, isMarked ? personal : rest),
    rest: section('rest', rest + ',"rest":'.length, restEnd),
  };
  if (!isMarked) return { sections };
  const opcode = parsed(record.slice(personal + PERSONAL.length, rest));
  return isPersonalOpcode(opcode) ? { sections, personal: opcode, fieldSalt: fieldSaltOf(salts) } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
