import { Memory, parseRational, toDecimal } from '@esta-logic/shared-types';
import type { Value } from '../value.ts';
import { english } from './english.ts';
import { spanish } from './spanish.ts';
import { valueWord } from './value-words.ts';

export type Language = 'en' | 'es';
export type SentenceKey = keyof typeof english;

const NOTHING: Readonly<Record<Language, string>> = { en: 'none', es: 'ninguno' };
const YES: Readonly<Record<Language, string>> = { en: 'yes', es: 'sí' };
const NO: Readonly<Record<Language, string>> = { en: 'no', es: 'no' };
const SHOWN_PLACES = 2;

type Parts = Readonly<Record<SentenceKey, readonly string[]>>;

/** The sentences cut at their braces: odd parts are names to fill in. Cut when they are loaded, not when they are said. */
const PARTS: Readonly<Record<Language, Parts>> = { en: cut(english), es: cut(spanish) };

function cut(book: Readonly<Record<SentenceKey, string>>): Parts {
  const parts = Object.entries(book).map(([key, text]) => [key, text.split(/[{}]/)]);
  return Object.fromEntries(parts) as Parts;
}

function shown(value: Value | undefined, language: Language): string {
  if (value === null || value === undefined) return NOTHING[language];
  if (typeof value === 'boolean') return value ? YES[language] : NO[language];
  if (typeof value === 'object')
    return Object.values(value)
      .map((each) => shown(each as Value, language))
      .join(', ');
  if (typeof value === 'number') return String(value);
  return value.includes('/') ? shownHours(value) : valueWord(value, language);
}

/** Fractions that were shown before: a decision says the same amount in several sentences. */
const roundedBefore = new Memory<string, string>();

/** Fractions are shown rounded to two places; the exact value stands beside the sentence in the trace. */
export function shownHours(text: string): string {
  if (!text.includes('/')) return text;
  const known = roundedBefore.get(text);
  if (known !== undefined) return known;
  const exact = parseRational(text);
  const shown = exact === undefined ? text : toDecimal(exact, SHOWN_PLACES);
  roundedBefore.set(text, shown);
  return shown;
}

/** The sentence with its `{names}` filled in from the inputs, `{value}` from the value. */
export function sentence(
  key: SentenceKey,
  language: Language,
  inputs: Readonly<Record<string, Value>>,
  value: Value,
): string {
  const parts = PARTS[language][key];
  let text = parts[0] ?? '';
  for (let index = 1; index < parts.length; index += 2) {
    const name = parts[index] ?? '';
    text += shown(name === 'value' ? value : inputs[name], language) + (parts[index + 1] ?? '');
  }
  return text;
}
