import { SALT_DIGITS } from '@esta-logic/audit-log';
import { SECTIONS, type Section } from './crank-record.ts';

/** What an audit record commits to in a section: SHA-256 of the salt and the text. */
export interface SectionText {
  readonly salt: string;
  readonly text: string;
}

/** The salt of a section among those of its record. */
export function saltOf(salts: string, section: Section): string {
  const from = SECTIONS.indexOf(section) * SALT_DIGITS;
  return salts.slice(from, from + SALT_DIGITS);
}

/** The record that has these sections. */
export function recordOf(sections: Readonly<Record<Section, SectionText>>): string {
  const texts = SECTIONS.map((name) => `"${name}":${sections[name].text}`);
  return `{${texts.join()}${SALTS}${SECTIONS.map((name) => sections[name].salt).join('')}${TAIL}`;
}

const SALTS = ',"salts":"';
const TAIL = '","v":2}';

/**
 * The sections of a stored record, cut out of its text; undefined when it is not put together as records are. Their
 * names are members of the record in this order, and none of a member before them: inside of a text a quotation mark
 * is escaped.
 */
export function sectionTexts(record: string): Readonly<Record<Section, SectionText>> | undefined {
  const output = record.indexOf(',"output":');
  const payload = record.indexOf(',"payload":', output);
  const rest = record.indexOf(',"rest":', payload);
  const end = record.length - TAIL.length;
  const salts = record.slice(end - SECTIONS.length * SALT_DIGITS, end);
  const section = (name: Section, text: string): SectionText => ({ salt: saltOf(salts, name), text });
  const sections = {
    calls: section('calls', record.slice('{"calls":'.length, output)),
    output: section('output', record.slice(output + ',"output":'.length, payload)),
    payload: section('payload', record.slice(payload + ',"payload":'.length, rest)),
    rest: section('rest', record.slice(rest + ',"rest":'.length, end - salts.length - SALTS.length)),
  };
  return recordOf(sections) === record ? sections : undefined;
}
