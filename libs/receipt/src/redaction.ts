import { decodeSplit, type Section, type SectionText } from '@esta-logic/journal';
import { fieldPlaces } from './field-places.ts';
import type { Receipt, ShownSection } from './receipt.ts';

/** What stays out of a receipt. */
export interface Redaction {
  /** Whole sections. */
  readonly withhold?: readonly Section[];
  /**
   * What is personal: the fields that the manifest marks in question and answer, the reason of a refusal if it repeats one
   * of them, and the system calls if there were any: what was read and written is of no schema.
   */
  readonly redact?: boolean;
}

type Sections = Receipt['sections'];

const NO_CALLS = '[]';

/** What is left of the sections. */
export function redacted(sections: Sections, { withhold = [], redact = false }: Redaction): Sections {
  const hidden = redact && sections.calls?.text !== NO_CALLS ? [...withhold, 'calls'] : withhold;
  const kept = Object.entries(sections).filter(([name]) => !hidden.includes(name as Section));
  if (!redact) return Object.fromEntries(kept);
  const told = personalWords(sections);
  return Object.fromEntries(kept.map(([name, section]) => [name, withoutPersonal(section, told)]));
}

function withoutPersonal(section: ShownSection, told: readonly string[]): ShownSection {
  const split = decodeSplit(section.text);
  if (split === undefined || section.fields === undefined) return section;
  const places = fieldPlaces(split.shown);
  const isHidden = (text: string, place: number): boolean =>
    !REASON.test(places[place] ?? '') || told.some((word) => text.includes(word));
  return { ...section, fields: section.fields.map((field, i) => (field && !isHidden(field.text, i) ? field : null)) };
}

/** Of an answer the reason of a refusal: it is withheld only if it says something personal. */
const REASON = /^(?:fault|refused)\.message$/;
/** Shorter ones stand in any sentence. */
const SHORTEST_WORD = 2;

/** The texts and numbers of all personal fields of question and answer, as they would stand in a sentence. */
function personalWords({ payload, output }: Sections): readonly string[] {
  const words: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string' || typeof value === 'number') words.push(String(value));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  for (const section of [payload, output]) {
    const places = fieldPlaces((section && decodeSplit(section.text)?.shown) ?? ['']);
    section?.fields?.forEach((field, i) => {
      if (field !== null && !REASON.test(places[i] ?? '')) collect(valueOf(field));
    });
  }
  return words.filter((word) => word.length >= SHORTEST_WORD);
}

function valueOf({ text }: SectionText): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
