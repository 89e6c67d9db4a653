import type { KnownPack, Language, LedgerEntry } from '@esta-logic/client';

/** What one rule says, for the end of a statement. */
export interface RuleNote {
  readonly rule: string;
  readonly section: string;
  readonly text: string;
}

/** The rules that the entries name, once each, in the order in which they first do; a rule of another pack is left out. */
export function ruleNotes(
  entries: readonly LedgerEntry[],
  pack: Pick<KnownPack, 'rules'> | undefined,
  language: Language,
): readonly RuleNote[] {
  return [...new Set(entries.map(({ rule }) => rule))].flatMap((rule) => {
    const known = pack?.rules?.[rule];
    return known === undefined ? [] : [{ rule, section: known.section, text: known.text[language] }];
  });
}

/** A text in lines of at most `width`, broken between words; a word that is wider than a line stands alone. */
export function linesOf(text: string, width: number, widthOf: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
