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

const PERSONAL = ',"personal":';
const SALTS = ',"salts":"';
const TAIL = '","v":2}';

/** The record that has these sections, and marks nothing as personal. */
export const recordOf = (sections: RecordParts['sections']): string => together(sections, '', '');

function together(sections: RecordParts['sections'], personal: string, fieldSalt: string): string {
  const { calls, output, payload, rest } = sections;
  const salts = `${calls.salt}${output.salt}${payload.salt}${rest.salt}${fieldSalt}`;
  return `{"calls":${calls.text},"output":${output.text},"payload":${payload.text}${personal},"rest":${rest.text}${SALTS}${salts}${TAIL}`;
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
  const output = record.indexOf(',"output":');
  const payload = record.indexOf(',"payload":', output);
  const personal = record.indexOf(PERSONAL, payload);
  const rest = record.indexOf(',"rest":{"crank":', payload);
  const isMarked = personal >= 0 && personal < rest;
  const end = record.length - TAIL.length - (SECTIONS.length + (isMarked ? 1 : 0)) * SALT_DIGITS;
  const salts = record.slice(end, record.length - TAIL.length);
  const section = (name: Section, text: string): SectionText => ({ salt: saltOf(salts, name), text });
  const sections = {
    calls: section('calls', record.slice('{"calls":'.length, output)),
    output: section('output', record.slice(output + ',"output":'.length, payload)),
    payload: section('payload', record.slice(payload + ',"payload":'.length, isMarked ? personal : rest)),
    rest: section('rest', record.slice(rest + ',"rest":'.length, end - SALTS.length)),
  };
  const marked = isMarked ? record.slice(personal, rest) : '';
  if (together(sections, marked, fieldSaltOf(salts)) !== record) return undefined;
  if (!isMarked) return { sections };
  const opcode = parsed(marked.slice(PERSONAL.length));
  return isPersonalOpcode(opcode) ? { sections, personal: opcode, fieldSalt: fieldSaltOf(salts) } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
