import { LIMITS } from '@esta-logic/kernel-boundary';
import { BLOB_UNITS } from './crank-record.ts';
import { isBlobText } from './encode-record.ts';
import type { CallArgument } from './recorded-call.ts';

/** The longest text that any system call takes: a byte has at most one UTF-16 unit. */
const LONGEST = LIMITS.valueBytes.value;
/** Units that are kept of a text that no call takes. */
const KEPT = 1000;
/** What a unit that JSON escapes becomes: `\u0000`. */
const ESCAPED = 6;
/** Texts of so few units count as they are. */
const SHORT = 64;
const CONTROLS = /[\u0000-\u001f]/;

/**
 * What a record keeps of a call's arguments (J14). Texts that are longer than what any call takes are refused for their
 * length alone, so of those it keeps how they begin and how long they are: nobody fills a disk with what is refused.
 */
export function keptArguments(args: readonly CallArgument[]): readonly CallArgument[] {
  for (let i = 0; i < args.length; i++) if (isTooLong(args[i])) return args.map(keptArgument);
  return args;
}

function isTooLong(argument: CallArgument): boolean {
  if (typeof argument === 'string') return argument.length > LONGEST;
  return typeof argument === 'object' && argument.some(({ key, value }) => isTooLong(key) || isTooLong(value));
}

const keptArgument = (argument: CallArgument): CallArgument =>
  typeof argument === 'object'
    ? argument.map(({ key, value }) => ({
        key: keptText(key),
        value: value === undefined ? undefined : keptText(value),
      }))
    : typeof argument === 'string'
      ? keptText(argument)
      : argument;

const keptText = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, KEPT)}… (${text.length} characters)` : text;

/** Characters that a text takes up in a record: more than it has where JSON escapes it. */
export function recordedCharacters(text: string): number {
  if (text.length <= SHORT || isBlobText(text)) return text.length;
  const escaped = text.length > BLOB_UNITS || CONTROLS.test(text) || !text.isWellFormed();
  return escaped ? text.length * ESCAPED : text.length;
}
