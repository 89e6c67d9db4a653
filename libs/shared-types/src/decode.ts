import type { Instant } from './instant.ts';
import { parseInstant } from './instant.ts';
import type { PlainDate } from './plain-date.ts';
import { isPlainDate } from './plain-date.ts';
import { parseRational, toFraction } from './rational.ts';

/** One thing wrong with an input: where (`policy.benefitYear.start`) and what to do about it, in one sentence. */
export interface DecodeIssue {
  readonly path: string;
  readonly message: string;
}

/** A checked value with the keys nobody knew (so that a misspelt setting can be shown), or everything wrong with the input. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T; readonly unknown: readonly string[] }
  | { readonly ok: false; readonly errors: readonly DecodeIssue[] };

/** Collects what is found on the way down. */
export interface DecodeContext {
  readonly errors: DecodeIssue[];
  readonly unknown: string[];
  /** False on the first, fast pass: paths are written only once something is wrong or unknown. */
  readonly paths: boolean;
}

/** Checks one value; pushes an issue and returns undefined when it does not fit. */
export type Decoder<T> = (value: unknown, path: string, context: DecodeContext) => T | undefined;

declare const hoursBrand: unique symbol;

/** Hours as exact text: `"8"`, `"77/6"`; canonical after decoding, so equal hours are equal texts. */
export type HoursText = string & { readonly [hoursBrand]: true };

/** Decodes; nearly every input is right, so paths are only worked out in a second pass over one that is not. */
export function run<T>(decoder: Decoder<T>, input: unknown, path = ''): Decoded<T> {
  const fast: DecodeContext = { errors: [], unknown: [], paths: false };
  const quick = decoder(input, path, fast);
  if (quick !== undefined && fast.errors.length === 0 && fast.unknown.length === 0)
    return { ok: true, value: quick, unknown: [] };
  const context: DecodeContext = { errors: [], unknown: [], paths: true };
  const value = decoder(input, path, context);
  if (value === undefined || context.errors.length > 0) return { ok: false, errors: context.errors };
  return { ok: true, value, unknown: context.unknown };
}

/** A decoder from a test or conversion; `expected` completes "must be …". */
export function rule<T>(expected: string, convert: (value: unknown) => T | undefined): Decoder<T> {
  return (value, path, context) => {
    const converted = convert(value);
    if (converted === undefined) {
      context.errors.push({ path, message: `${path || 'the value'} must be ${expected}, not ${show(value)}.` });
    }
    return converted;
  };
}

/** A short, safe rendering of what was given, for messages. */
export function show(value: unknown): string {
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

export const text: Decoder<string> = rule('text', (v) => (typeof v === 'string' ? v : undefined));
export const flag: Decoder<boolean> = rule('true or false', (v) => (typeof v === 'boolean' ? v : undefined));
export const count: Decoder<number> = rule('a whole number, 0 or more', (v) =>
  Number.isSafeInteger(v) && (v as number) >= 0 ? (v as number) : undefined,
);
export const date: Decoder<PlainDate> = rule('a date written YYYY-MM-DD', (v) => (isPlainDate(v) ? v : undefined));
export const instantText: Decoder<string> = rule('a time with offset such as 2025-11-02T06:00:00-05:00', (v) =>
  typeof v === 'string' && parseInstant(v) !== undefined ? v : undefined,
);
export const instant: Decoder<Instant> = rule('a time with offset such as 2025-11-02T06:00:00-05:00', (v) =>
  typeof v === 'string' ? parseInstant(v) : undefined,
);
export const hours: Decoder<HoursText> = rule('hours of 0 or more such as "8", "7.5" or "77/6"', (v) => {
  const parsed = parseRational(typeof v === 'number' ? String(v) : typeof v === 'string' ? v : '');
  return parsed === undefined || parsed.n < 0 ? undefined : (toFraction(parsed) as HoursText);
});
/** An amount of hours that may also be below zero, as in a correction. */
export const signedHours: Decoder<HoursText> = rule('hours such as "8", "-7.5" or "77/6"', (v) => {
  const parsed = parseRational(typeof v === 'number' ? String(v) : typeof v === 'string' ? v : '');
  return parsed === undefined ? undefined : (toFraction(parsed) as HoursText);
});
/** US dollars as decimal text. */
export const money: Decoder<string> = rule('an amount in dollars such as "12.48"', (v) => {
  const parsed = parseRational(typeof v === 'number' ? String(v) : typeof v === 'string' ? v : '');
  return parsed === undefined || parsed.n < 0 ? undefined : typeof v === 'number' ? String(v) : (v as string);
});
/** `MM-DD`, the day a benefit year starts. */
export const monthDay: Decoder<string> = rule('a month and day written MM-DD', (v) =>
  typeof v === 'string' && isPlainDate(`2000-${v}`) ? v : undefined,
);

export function oneOf<const T extends string>(...allowed: readonly T[]): Decoder<T> {
  return rule(`one of ${allowed.join(', ')}`, (v) => allowed.find((word) => word === v));
}

/** The first decoder that accepts; the last one's complaint when none does. */
export function either<A, B>(first: Decoder<A>, second: Decoder<B>): Decoder<A | B> {
  return (value, path, context) => {
    const attempt = first(value, path, { errors: [], unknown: [], paths: false });
    return attempt ?? second(value, path, context);
  };
}

export function list<T>(item: Decoder<T>): Decoder<readonly T[]> {
  const complain = rule<readonly T[]>('a list', () => undefined);
  return (value, path, context) => {
    if (!Array.isArray(value)) return complain(value, path, context);
    const items: T[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const decoded = item(value[index], context.paths ? `${path}[${index}]` : '', context);
      if (decoded !== undefined) items.push(decoded);
    }
    return items;
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON object whose keys are data (years, dates). */
export function mapOf<T>(item: Decoder<T>): Decoder<Readonly<Record<string, T>>> {
  const complain = rule<Readonly<Record<string, T>>>('an object', () => undefined);
  return (value, path, context) => {
    if (!isRecord(value)) return complain(value, path, context);
    const entries: [string, T][] = [];
    for (const [key, entry] of Object.entries(value)) {
      const decoded = item(entry, within(path, key, context), context);
      if (decoded !== undefined) entries.push([key, decoded]);
    }
    return Object.fromEntries(entries);
  };
}

/** One decoder for each field of `T`. */
export type Fields<T> = { readonly [K in keyof T]-?: Decoder<NonNullable<T[K]>> };

function within(path: string, key: string, context: DecodeContext): string {
  if (!context.paths) return '';
  return path === '' ? key : `${path}.${key}`;
}

/** An object; `null` counts as absent, unknown keys are reported beside the value, `required` names must be present. */
export function object<T extends object>(fields: Fields<T>, required: readonly (keyof T & string)[] = []): Decoder<T> {
  const decoders = Object.assign(Object.create(null), fields) as Readonly<Record<string, Decoder<unknown>>>;
  const complain = rule<T>('an object', () => undefined);
  return (value, path, context) => {
    if (!isRecord(value)) return complain(value, path, context);
    const decoded: Record<string, unknown> = {};
    const names = Object.keys(value);
    for (let index = 0; index < names.length; index += 1) {
      const key = names[index]!;
      const decoder = decoders[key];
      const entry = value[key];
      if (decoder === undefined) context.unknown.push(within(path, key, context));
      else if (entry !== null && entry !== undefined)
        decoded[key] = decoder(entry, context.paths ? within(path, key, context) : '', context);
    }
    for (let index = 0; index < required.length; index += 1) {
      const key = required[index]!;
      if (value[key] !== undefined && value[key] !== null) continue;
      const at = within(path, key, context);
      context.errors.push({ path: at, message: `${at} is missing; give it.` });
    }
    return decoded as T;
  };
}
